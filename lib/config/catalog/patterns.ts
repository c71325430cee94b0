/** Keys that Flink reads without a ConfigOption, so that no jar tells of them. */

interface HandWritten {
  /** `<key>` stands for all that is left, any other `<name>` for one part. */
  readonly key: string;
  readonly since: string;
  readonly until?: string;
  readonly type?: string;
  /** A page as in the data file. */
  readonly page?: string;
  /** Why it is here: who reads it, and how. */
  readonly why: string;
}

const S3 = 'the S3 file systems hand every key below on, to Hadoop or Presto';
const AZURE = 'the Azure file systems hand every key below on to Hadoop';
const GCS = 'the file system of Google Cloud Storage hands every key below on to Hadoop';
const SCRIPTS = "read by Flink's shell scripts, in every release, before any option of Java";
const LIMITS = 'made for each scheme at run time';

export const HAND_WRITTEN: readonly HandWritten[] = [
  { key: 'azure.<key>', since: '1.12', page: 'azure', why: AZURE },
  { key: 'containerized.master.env.<key>', since: '1.12', why: 'a variable of the JobManager for each key below' },
  { key: 'containerized.taskmanager.env.<key>', since: '1.12', why: 'a variable of the TaskManagers for each key below' },
  { key: 'env.java.home', since: '1.12', why: SCRIPTS },
  { key: 'env.log.level', since: '1.12', why: SCRIPTS },
  { key: 'env.pid.dir', since: '1.12', why: SCRIPTS },
  {
    key: 'flink.hadoop.<key>',
    since: '1.13',
    why: "every key below goes into Hadoop's configuration; a ConfigOption in some releases only",
  },
  { key: 'fs.azure.<key>', since: '1.12', page: 'azure', why: AZURE },
  { key: 'fs.gs.<key>', since: '1.15', page: 'gcs', why: GCS },
  { key: 'fs.hdfs.hadoopconf', since: '1.12', until: '1.20', why: 'where the Hadoop configuration lies; a constant, gone with 2.0' },
  { key: 'fs.hdfs.hdfsdefault', since: '1.12', until: '1.20', why: "Hadoop's default file; a constant, gone with 2.0" },
  { key: 'fs.hdfs.hdfssite', since: '1.12', until: '1.20', why: "Hadoop's site file; a constant, gone with 2.0" },
  { key: 'fs.oss.<key>', since: '1.12', page: 'oss', why: 'the OSS file system hands every key below on to Hadoop' },
  { key: 'fs.s3a.<key>', since: '1.12', page: 's3', why: S3 },
  { key: 'fs.<scheme>.limit.input', since: '1.12', type: 'Integer', why: LIMITS },
  { key: 'fs.<scheme>.limit.output', since: '1.12', type: 'Integer', why: LIMITS },
  { key: 'fs.<scheme>.limit.stream-timeout', since: '1.12', type: 'Long', why: LIMITS },
  { key: 'fs.<scheme>.limit.timeout', since: '1.12', type: 'Long', why: LIMITS },
  { key: 'fs.<scheme>.limit.total', since: '1.12', type: 'Integer', why: LIMITS },
  { key: 'gs.<key>', since: '1.15', page: 'gcs', why: GCS },
  { key: 'presto.s3.<key>', since: '1.12', page: 's3', why: S3 },
  { key: 's3.<key>', since: '1.12', page: 's3', why: S3 },
  { key: 's3a.<key>', since: '1.12', page: 's3', why: S3 },
  { key: 'security.delegation.token.provider.<name>.<key>', since: '1.17', why: 'every provider has keys of its own' },
  { key: 'sql-gateway.endpoint.<name>.<key>', since: '1.16', page: 'sql-gateway', why: 'every endpoint has keys of its own' },
  { key: 'table.catalog-store.<name>.<key>', since: '1.18', page: 'table', why: 'every kind of store has keys of its own' },
  { key: 'table.exec.hive.<key>', since: '1.12', page: 'table', why: "the Hive connector's, a jar of its own" },
  { key: 'traces.reporter.<name>.<key>', since: '1.19', page: 'reporters', why: 'every reporter has keys of its own' },
  { key: 'workflow-scheduler.<name>.<key>', since: '1.20', page: 'table', why: 'every scheduler has keys of its own' },
];

/** From this release on, an option that is a map can be written as keys of their own below its key. */
export const MAPS_BY_PREFIX_SINCE = '1.14';
