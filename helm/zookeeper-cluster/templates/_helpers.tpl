{{- define "cluster.name" -}}
{{- default .Release.Name .Values.nameOverride }}
{{- end }}

{{- define "cluster.labels" -}}
app.kubernetes.io/part-of: {{ include "cluster.name" . }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "cluster.members" -}}
app.kubernetes.io/managed-by: quorate
zookeeper.quorate.dev/cluster: {{ include "cluster.name" . }}
{{- end }}

{{- define "cluster.testImage" -}}
{{- $version := dig "version" .Chart.AppVersion .Values.spec }}
{{- $members := dig "image" (printf "docker.io/library/zookeeper:%s" $version) .Values.spec }}
{{- default $members .Values.test.image }}
{{- end }}
