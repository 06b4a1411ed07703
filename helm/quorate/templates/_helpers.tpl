{{- define "quorate.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 52 | trimSuffix "-" }}
{{- end }}

{{- define "quorate.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" }}
{{- else if contains (include "quorate.name" .) .Release.Name }}
{{- .Release.Name | trunc 52 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "quorate.name" .) | trunc 52 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "quorate.selector" -}}
app.kubernetes.io/name: {{ include "quorate.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: operator
{{- end }}

{{- define "quorate.labels" -}}
{{ include "quorate.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "quorate.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "quorate.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- default "default" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{- define "quorate.image" -}}
{{- with .Values.image.registry }}{{ . }}/{{ end }}
{{- if .Values.image.digest }}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest }}
{{- else }}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) }}
{{- end }}
{{- end }}

{{/* Numbers are floats to Helm, which would write a million as 1e+06. */}}
{{- define "quorate.thresholds" -}}
{{- $thresholds := list }}
{{- range $rule, $number := .Values.diagnosis.thresholds }}
{{- $thresholds = append $thresholds (printf "%s=%s" $rule (trimSuffix ".000000" (printf "%f" (float64 $number)))) }}
{{- end }}
{{- join "," $thresholds }}
{{- end }}

{{- define "quorate.images" -}}
{{- $images := list }}
{{- range $version, $image := .Values.zookeeper.images }}
{{- $images = append $images (printf "%s=%s" $version $image) }}
{{- end }}
{{- join "," $images }}
{{- end }}

{{/* Where the token for the webhook is; a folder, so that the file changes when the Secret does. */}}
{{- define "quorate.tokenFolder" -}}
/etc/quorate/notify
{{- end }}
