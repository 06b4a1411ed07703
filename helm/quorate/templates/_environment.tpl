{{- define "quorate.environment" -}}
- name: POD_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: QUORATE_LEASE_NAMESPACE
  valueFrom:
    fieldRef:
      fieldPath: metadata.namespace
- name: QUORATE_NAMESPACES
  value: {{ join "," .Values.watch.namespaces | quote }}
- name: QUORATE_LEADER_ELECTION
  value: {{ .Values.leaderElection.enabled | quote }}
- name: QUORATE_LEASE_NAME
  value: {{ include "quorate.fullname" . | quote }}
- name: QUORATE_LEASE_DURATION
  value: {{ .Values.leaderElection.leaseDuration | quote }}
- name: QUORATE_LEASE_RENEW_DEADLINE
  value: {{ .Values.leaderElection.renewDeadline | quote }}
- name: QUORATE_LEASE_RETRY_PERIOD
  value: {{ .Values.leaderElection.retryPeriod | quote }}
- name: QUORATE_CLUSTER_DOMAIN
  value: {{ .Values.operator.clusterDomain | quote }}
- name: QUORATE_IMAGE_REPOSITORY
  value: {{ .Values.zookeeper.imageRepository | quote }}
- name: QUORATE_IMAGES
  value: {{ include "quorate.images" . | quote }}
- name: QUORATE_WORKERS
  value: {{ .Values.operator.workers | quote }}
- name: QUORATE_CONCURRENT_CHANGES
  value: {{ .Values.operator.concurrentChanges | quote }}
- name: QUORATE_RESYNC
  value: {{ .Values.operator.resync | quote }}
- name: QUORATE_DIAGNOSIS_INTERVAL
  value: {{ .Values.diagnosis.interval | quote }}
- name: QUORATE_DIAGNOSIS_THRESHOLDS
  value: {{ include "quorate.thresholds" . | quote }}
- name: QUORATE_MEMBER_LOGS
  value: {{ .Values.diagnosis.memberLogs | quote }}
{{- with .Values.notify }}
{{- if .url }}
- name: QUORATE_NOTIFY_URL
  value: {{ .url | quote }}
{{- end }}
{{- if .tokenSecret.name }}
- name: QUORATE_NOTIFY_TOKEN_FILE
  value: {{ include "quorate.tokenFolder" $ }}/token
{{- end }}
- name: QUORATE_NOTIFY_TYPES
  value: {{ .types | quote }}
- name: QUORATE_NOTIFY_QUEUE
  value: {{ .queue | quote }}
- name: QUORATE_NOTIFY_TIMEOUT
  value: {{ .timeout | quote }}
- name: QUORATE_NOTIFY_ATTEMPTS
  value: {{ .attempts | quote }}
- name: QUORATE_NOTIFY_MAX_AGE
  value: {{ .maxAge | quote }}
{{- end }}
- name: QUORATE_PROBE_TIMEOUT
  value: {{ .Values.operator.probeTimeout | quote }}
- name: QUORATE_API_TIMEOUT
  value: {{ .Values.operator.apiTimeout | quote }}
- name: QUORATE_SHUTDOWN_TIMEOUT
  value: {{ .Values.operator.shutdownTimeout | quote }}
- name: QUORATE_LOG_FORMAT
  value: {{ .Values.log.format | quote }}
- name: QUORATE_LOG_LEVEL
  value: {{ .Values.log.level | quote }}
{{- with .Values.jvmArgs }}
- name: JDK_JAVA_OPTIONS
  value: {{ join " " . | quote }}
{{- end }}
{{- with .Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end }}
