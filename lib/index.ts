export { ClusterMode, FlinkApplication, FlinkApplicationProps } from './application';
export { CheckpointMode, CheckpointProps, StateBackend } from './checkpoints';
export { FlinkCluster } from './cluster/cluster';
export { FlinkNativeCluster, FlinkNativeClusterProps } from './cluster/native';
export { FlinkClusterProps, FlinkStandaloneClusterProps, ImagePullPolicy, PodSecurity, ProcessProps } from './cluster/props';
export { FlinkStandaloneCluster } from './cluster/standalone';
export {
  checkFlinkConfiguration,
  CheckConfigurationProps,
  ConfigurationProblem,
  FlinkConfiguration,
  ProblemSeverity,
} from './config/configuration';
export { FlinkVersion } from './config/version';
export { HighAvailability, KubernetesHaProps } from './high-availability';
export { BeamJobProps, FlinkJob, JarJobProps } from './job';
export { LoggingProps, TextFile } from './logging';
export { AlertingProps, FlinkAlertRules, FlinkAlertsProps } from './monitoring/alert-props';
export { AlertRule, AlertSeverity } from './monitoring/alert-rule';
export { FlinkAlerts } from './monitoring/alerts';
export { DashboardProps, FlinkDashboard, FlinkDashboardProps } from './monitoring/dashboard';
export { DashboardKind } from './monitoring/dashboards/dashboards';
export { MetricFilter } from './monitoring/metric-filter';
export { FlinkMonitorProps } from './monitoring/monitor';
export { FlinkPodMonitor, FlinkPodMonitorProps } from './monitoring/pod-monitor';
export { FlinkServiceMonitor, FlinkServiceMonitorProps } from './monitoring/service-monitor';
export { IngressProps } from './network/ingress';
export { SecretKey } from './security/secret-key';
export { DatadogDataCenter, DatadogProps, MetricsReporter, OpenTelemetryProps, ReporterProps, StatsDProps } from './reporters';
export { FlinkScaling, ReactiveScalingProps } from './scaling';
export { SavepointJob, SavepointJobProps } from './savepoint/savepoint-job';
export { PeriodicSavepointProps, SavepointSchedule, SavepointScheduleProps } from './savepoint/savepoint-schedule';
export { ClaimMode, FailurePolicy, JobState, LogFormat, SavepointFallback, SavepointFormat, UpdateMode } from './savepoint/update-mode';
export { UpdateProps } from './savepoint/update-props';
export { AzureStorageProps } from './storage/azure';
export { AccessKeySecretProps, StorageCredentials } from './storage/credentials';
export { GcsStorageProps } from './storage/gcs';
export { LocalRecovery, LocalVolumeProps } from './storage/local-recovery';
export { S3StorageProps } from './storage/s3';
export { StateStorage } from './storage/storage';
export { NewClaimProps } from './storage/volume';
