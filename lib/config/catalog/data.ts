/**
 * Every option of every supported release of Flink: facts read off the released jars by tools/catalog, which writes this file.
 *
 * Tab-separated, a line for each option and span of releases that agree: key, first release, last release (empty: still there), type,
 * default, deprecated keys that work too, fallback keys, page of the documentation. `<name>` in a key stands for a part of one's own.
 * `lib/config/catalog/parse.ts` reads it.
 */

/** The patch releases that were read. */
export const READ = String.raw`1.12.5 1.13.6 1.14.6 1.15.4 1.16.3 1.17.2 1.18.1 1.19.3 1.20.5 2.0.2 2.1.3 2.2.1 2.3.0`;

export const OPTIONS = String.raw`
$internal.application.id	2.3		String				internal
$internal.application.main	1.12		String				internal
$internal.application.program-args	1.12		List<String>				internal
$internal.deployment.config-dir	1.12		String				internal
$internal.dispatcher.client-aliveness-check.interval	1.17		Duration	1 min			internal
$internal.execution.batch.adaptive.skewed-optimization.skewed-factor	2.0		Double	4.0			internal
$internal.execution.batch.adaptive.skewed-optimization.skewed-threshold	2.0		MemorySize	256 mb			internal
$internal.pipeline.job-id	1.12		String				internal
$internal.yarn.log-config-file	1.12		String				internal
$internal.yarn.resourcemanager.enable-vcore-matching	1.12	1.13	Boolean	false			internal
__table.query-start.epoch-time__	1.13	1.14	Long				internal
__table.query-start.local-time__	1.13	1.14	Long				internal
akka.ask.callstack	1.12	1.17	Boolean	true
akka.ask.timeout	1.12	1.13	String	10 s
akka.ask.timeout	1.14	1.17	Duration	10 s
akka.client-socket-worker-pool.pool-size-factor	1.12	1.17	Double	1.0
akka.client-socket-worker-pool.pool-size-max	1.12	1.17	Integer	2
akka.client-socket-worker-pool.pool-size-min	1.12	1.17	Integer	1
akka.client.timeout	1.12	1.20	String	60 s				deprecated
akka.fork-join-executor.parallelism-factor	1.12	1.17	Double	2.0
akka.fork-join-executor.parallelism-max	1.12	1.17	Integer	64
akka.fork-join-executor.parallelism-min	1.12	1.17	Integer	8
akka.framesize	1.12	1.17	String	10485760b
akka.jvm-exit-on-fatal-error	1.12	1.17	Boolean	true
akka.log.lifecycle.events	1.12	1.17	Boolean	false
akka.lookup.timeout	1.12	1.13	String	10 s
akka.lookup.timeout	1.14	1.17	Duration	10 s
akka.retry-gate-closed-for	1.12	1.17	Long	50
akka.rpc.force-invocation-serialization	1.16	1.17	Boolean	false
akka.server-socket-worker-pool.pool-size-factor	1.12	1.17	Double	1.0
akka.server-socket-worker-pool.pool-size-max	1.12	1.17	Integer	2
akka.server-socket-worker-pool.pool-size-min	1.12	1.17	Integer	1
akka.ssl.enabled	1.12	1.17	Boolean	true
akka.startup-timeout	1.12	1.17	String
akka.tcp.timeout	1.12	1.17	String	20 s
akka.throughput	1.12	1.17	Integer	15
akka.transport.heartbeat.interval	1.12	1.12	String	1000 s
akka.transport.heartbeat.pause	1.12	1.12	String	6000 s
akka.transport.threshold	1.12	1.12	Double	300.0
akka.watch.heartbeat.interval	1.12	1.20	String	10 s				deprecated
akka.watch.heartbeat.pause	1.12	1.20	String	60 s				deprecated
akka.watch.threshold	1.12	1.20	Integer	12				deprecated
allow-comments	1.12		Boolean	false			ddl
allow-trailing-comma	2.3		Boolean	true			ddl
application-result-store.delete-on-commit	2.3		Boolean	true
application-result-store.storage-path	2.3		String
array-element-delimiter	1.12		String	;			ddl
async	1.20	2.1	Boolean				ddl
async	2.2		Boolean				table
auto-compaction	1.12		Boolean	false			ddl
batched	1.16		Boolean	true			ddl
blob.client.connect.timeout	1.12		Integer	0
blob.client.socket.timeout	1.12		Integer	300000
blob.fetch.backlog	1.12		Integer	1000
blob.fetch.num-concurrent	1.12		Integer	50
blob.fetch.retries	1.12		Integer	5
blob.offload.minsize	1.12		Integer	1048576
blob.server.port	1.12		String	0
blob.service.cleanup.interval	1.12		Long	3600	library-cache-manager.cleanup.interval
blob.service.ssl.enabled	1.12		Boolean	true
blob.storage.directory	1.12		String
capacity	1.20		Integer				ddl
chainEnd	2.0		Boolean	false
chainIndex	2.0		Integer	0
charset	1.12		String	UTF-8			ddl
checkpointMode	2.0	2.1	Integer	-1
checkpointing	2.0	2.1	Boolean	false
classloader.check-leaked-classloader	1.12		Boolean	true
classloader.fail-on-metaspace-oom-error	1.12		Boolean	true
classloader.parent-first-patterns.additional	1.12	1.14	String
classloader.parent-first-patterns.additional	1.15		List<String>
classloader.parent-first-patterns.default	1.12	1.13	String	java.;scala.;org.apache.flink.;com.esotericsoftware.kryo;org.apache.hadoop.;javax.annotation.;org.slf4j;org.apache.log4j;org.apache.logging;org.apache.commons.logging;ch.qos.logback;org.xml;javax.xml;org.apache.xerces;org.w3c	classloader.parent-first-patterns
classloader.parent-first-patterns.default	1.14	1.14	String	java.;scala.;org.apache.flink.;com.esotericsoftware.kryo;org.apache.hadoop.;javax.annotation.;org.xml;javax.xml;org.apache.xerces;org.w3c;org.rocksdb.;org.slf4j;org.apache.log4j;org.apache.logging;org.apache.commons.logging;ch.qos.logback	classloader.parent-first-patterns
classloader.parent-first-patterns.default	1.15		List<String>	java.;scala.;org.apache.flink.;com.esotericsoftware.kryo;org.apache.hadoop.;javax.annotation.;org.xml;javax.xml;org.apache.xerces;org.w3c;org.rocksdb.;org.slf4j;org.apache.log4j;org.apache.logging;org.apache.commons.logging;ch.qos.logback	classloader.parent-first-patterns
classloader.resolve-order	1.12		String	child-first
cleanup-strategy	1.15	1.16	String	exponential-delay
cleanup-strategy.exponential-delay.attempts	1.15		Integer	2147483647
cleanup-strategy.exponential-delay.initial-backoff	1.15		Duration	1 s
cleanup-strategy.exponential-delay.max-backoff	1.15		Duration	1 h
cleanup-strategy.fixed-delay.attempts	1.15		Integer	2147483647
cleanup-strategy.fixed-delay.delay	1.15		Duration	1 min
cleanup-strategy.type	1.17		String	exponential-delay	cleanup-strategy
client.heartbeat.interval	1.17	1.19	Long	30000
client.heartbeat.interval	1.20		Duration	30 s
client.heartbeat.timeout	1.17	1.19	Long	180000
client.heartbeat.timeout	1.20		Duration	3 min
client.retry-period	1.12		Duration	2 s
client.timeout	1.12		Duration	1 min	akka.client.timeout
cluster.declarative-resource-management.enabled	1.12	1.12	Boolean	false
cluster.declarative-resource-management.enabled	1.13	1.13	Boolean	true
cluster.evenly-spread-out-slots	1.12	1.18	Boolean	false
cluster.evenly-spread-out-slots	1.19	1.20	Boolean	false				deprecated
cluster.fine-grained-resource-management.enabled	1.13	1.17	Boolean	false
cluster.fine-grained-resource-management.enabled	1.18	1.18	Boolean	true				deprecated
cluster.id	2.3		String	00000000000000000000000000000000
cluster.intercept-user-system-exit	1.13		Enum(DISABLED|LOG|THROW)	DISABLED
cluster.io-pool.size	1.12		Integer
cluster.processes.halt-on-fatal-error	1.12		Boolean	false
cluster.registration.error-delay	1.12	1.19	Long	10000
cluster.registration.error-delay	1.20		Duration	10 s
cluster.registration.initial-timeout	1.12	1.19	Long	100
cluster.registration.initial-timeout	1.20		Duration	100 ms
cluster.registration.max-timeout	1.12	1.19	Long	30000
cluster.registration.max-timeout	1.20		Duration	30 s
cluster.registration.refused-registration-delay	1.12	1.19	Long	30000
cluster.registration.refused-registration-delay	1.20		Duration	30 s
cluster.services.shutdown-timeout	1.12	1.19	Long	30000
cluster.services.shutdown-timeout	1.20		Duration	30 s
cluster.thread-dump.stacktrace-max-depth	1.15	1.16	Integer	8
cluster.thread-dump.stacktrace-max-depth	1.17		Integer	50
cluster.uncaught-exception-handling	1.14		Enum(LOG|FAIL)	LOG
collect-sink.batch-size.max	1.14		MemorySize	2 mb
collect-sink.socket-timeout	1.14		Duration	10 s
compaction.file-size	1.12		MemorySize				ddl
compaction.parallelism	1.17		Integer				ddl
compiler.delimited-informat.max-line-samples	1.12		Integer	10
compiler.delimited-informat.max-sample-len	1.12		Integer	2097152
compiler.delimited-informat.min-line-samples	1.12		Integer	2
completed-application-store.cache-size	2.3		Long	52428800	jobstore.cache-size
completed-application-store.expiration-time	2.3		Duration	1 h
completed-application-store.max-capacity	2.3		Integer	2147483647	jobstore.max-capacity
completed-application-store.type	2.3		Enum(File|Memory)	File	jobstore.type
connector	1.12		String				ddl
data	2.0		String				ddl
database.include	1.12		String				ddl
decode.json-parser.enabled	1.18		Boolean	true			ddl
default-database	1.13		String	default			ddl
disable-quote-character	1.12		Boolean	false			ddl
discovery-script.args	1.12	1.19	String
discovery-script.path	1.12	1.19	String	plugins/external-resource-gpu/nvidia-gpu-discovery.sh
dstl.dfs.base-path	1.15	1.19	String
dstl.dfs.batch.persist-delay	1.15	1.19	Duration	10 ms
dstl.dfs.batch.persist-size-threshold	1.15	1.19	MemorySize	10 mb
dstl.dfs.compression.enabled	1.15	1.19	Boolean	false
dstl.dfs.discard.num-threads	1.16	1.19	Integer	1
dstl.dfs.download.local-cache.idle-timeout-ms	1.16	1.19	Duration	10 min
dstl.dfs.preemptive-persist-threshold	1.15	1.19	MemorySize	5 mb
dstl.dfs.upload.buffer-size	1.15	1.19	MemorySize	1 mb
dstl.dfs.upload.max-attempts	1.15	1.19	Integer	3
dstl.dfs.upload.max-in-flight	1.15	1.19	MemorySize	100 mb
dstl.dfs.upload.next-attempt-delay	1.15	1.19	Duration	500 ms
dstl.dfs.upload.num-threads	1.15	1.19	Integer	5
dstl.dfs.upload.retry-policy	1.15	1.19	String	fixed
dstl.dfs.upload.timeout	1.15	1.19	Duration	1 s
empty-string-as-null	2.3		Boolean	false			ddl
encode.decimal-as-plain-number	1.13		Boolean	false			ddl
encode.ignore-null-fields	1.20		Boolean	false			ddl
endianness	1.12		String	big-endian			ddl
env.hadoop.conf.dir	1.12		String
env.hbase.conf.dir	1.12		String
env.java.default-opts.all	1.19		String
env.java.default-opts.jobmanager	1.19		String
env.java.default-opts.taskmanager	1.19		String
env.java.home	2.0		String
env.java.opts	1.12	1.16	String
env.java.opts.all	1.17		String		env.java.opts
env.java.opts.client	1.12		String
env.java.opts.historyserver	1.12		String
env.java.opts.jobmanager	1.12		String
env.java.opts.sql-gateway	1.19		String
env.java.opts.taskmanager	1.12		String
env.log.dir	1.12		String
env.log.level	1.19		String	INFO
env.log.max	1.12	1.16	Integer	5
env.log.max	1.17		Integer	10
env.pid.dir	1.13		String	/tmp
env.ssh.opts	1.12		String
env.stdout-err.redirect-to-file	1.18		Boolean	false
env.yarn.conf.dir	1.12		String
escape-character	1.12		String				ddl
events.reporter.<name>.<parameter>	2.1		String
events.reporter.<name>.factory.class	2.1		String
events.reporter.<name>.filter.excludes	2.1		List<String>
events.reporter.<name>.filter.includes	2.1		List<String>	*:*:*
events.reporter.<name>.scope.delimiter	2.1		String	.
events.reporter.<name>.scope.variables.additional	2.1		Map
events.reporter.<name>.scope.variables.excludes	2.1		String	.
events.reporters	2.1		String
execution.allow-client-job-configurations	1.15	1.15	Boolean	true
execution.async-state.active-buffer-size	2.0		Integer	1000
execution.async-state.active-buffer-timeout	2.0		Long	1000
execution.async-state.buffer-size	1.20	1.20	Integer	1000
execution.async-state.buffer-timeout	1.20	1.20	Long	1000
execution.async-state.in-flight-records-limit	1.20	1.20	Integer	6000
execution.async-state.total-buffer-size	2.0		Integer	6000
execution.attached	1.12		Boolean	false
execution.batch-shuffle-mode	1.14	1.15	Enum(ALL_EXCHANGES_PIPELINED|ALL_EXCHANGES_BLOCKING)	ALL_EXCHANGES_BLOCKING
execution.batch-shuffle-mode	1.16		Enum(ALL_EXCHANGES_PIPELINED|ALL_EXCHANGES_BLOCKING|ALL_EXCHANGES_HYBRID_FULL|ALL_EXCHANGES_HYBRID_SELECTIVE)	ALL_EXCHANGES_BLOCKING
execution.batch-state-backend.enabled	1.12		Boolean	true
execution.batch.adaptive.auto-parallelism.avg-data-volume-per-task	1.17		MemorySize	16 mb	jobmanager.adaptive-batch-scheduler.avg-data-volume-per-task
execution.batch.adaptive.auto-parallelism.default-source-parallelism	1.17	1.18	Integer	1	jobmanager.adaptive-batch-scheduler.default-source-parallelism
execution.batch.adaptive.auto-parallelism.default-source-parallelism	1.19		Integer		jobmanager.adaptive-batch-scheduler.default-source-parallelism
execution.batch.adaptive.auto-parallelism.enabled	1.17		Boolean	true
execution.batch.adaptive.auto-parallelism.max-parallelism	1.17		Integer	128	jobmanager.adaptive-batch-scheduler.max-parallelism
execution.batch.adaptive.auto-parallelism.min-parallelism	1.17		Integer	1	jobmanager.adaptive-batch-scheduler.min-parallelism
execution.batch.adaptive.stream-graph-optimization.strategies	2.0		List<String>
execution.batch.job-recovery.enabled	1.20		Boolean	false
execution.batch.job-recovery.previous-worker.recovery.timeout	1.20		Duration	30 s
execution.batch.job-recovery.snapshot.min-pause	1.20		Duration	3 min
execution.batch.speculative.block-slow-node-duration	1.17		Duration	1 min	jobmanager.adaptive-batch-scheduler.speculative.block-slow-node-duration
execution.batch.speculative.enabled	1.17		Boolean	false	jobmanager.adaptive-batch-scheduler.speculative.enabled
execution.batch.speculative.max-concurrent-executions	1.17		Integer	2	jobmanager.adaptive-batch-scheduler.speculative.max-concurrent-executions
execution.buffer-timeout	1.12	1.15	Duration	100 ms
execution.buffer-timeout.enabled	1.16		Boolean	true
execution.buffer-timeout.interval	1.16		Duration	100 ms	execution.buffer-timeout
execution.checkpointing.aligned-checkpoint-timeout	1.14		Duration	0 s	execution.checkpointing.alignment-timeout
execution.checkpointing.alignment-timeout	1.12	1.13	Duration	0 s
execution.checkpointing.alignment-timeout	1.14	1.20	Duration	0 s				deprecated
execution.checkpointing.approximate-local-recovery	1.17	1.19	Boolean	false
execution.checkpointing.approximate-local-recovery	1.20	1.20	Boolean	false				deprecated
execution.checkpointing.checkpoints-after-tasks-finish	1.20		Boolean	true	execution.checkpointing.checkpoints-after-tasks-finish.enabled
execution.checkpointing.checkpoints-after-tasks-finish.enabled	1.14	1.14	Boolean	false
execution.checkpointing.checkpoints-after-tasks-finish.enabled	1.15	1.19	Boolean	true
execution.checkpointing.checkpoints-after-tasks-finish.enabled	1.20	1.20	Boolean	true				deprecated
execution.checkpointing.cleaner.parallel-mode	1.20		Boolean	true	state.checkpoint.cleaner.parallel-mode
execution.checkpointing.create-subdir	1.20		Boolean	true	state.checkpoints.create-subdir
execution.checkpointing.data-inline-threshold	1.20		MemorySize	20 kb	state.backend.fs.memory-threshold,state.storage.fs.memory-threshold
execution.checkpointing.dir	1.20		String		state.backend.fs.checkpointdir,state.checkpoints.dir
execution.checkpointing.during-recovery.enabled	2.3		Boolean	false
execution.checkpointing.externalized-checkpoint-retention	1.12	1.12	Enum(DELETE_ON_CANCELLATION|RETAIN_ON_CANCELLATION)
execution.checkpointing.externalized-checkpoint-retention	1.13		Enum(DELETE_ON_CANCELLATION|RETAIN_ON_CANCELLATION|NO_EXTERNALIZED_CHECKPOINTS)	NO_EXTERNALIZED_CHECKPOINTS
execution.checkpointing.file-merging.across-checkpoint-boundary	1.20		Boolean	false
execution.checkpointing.file-merging.enabled	1.20		Boolean	false
execution.checkpointing.file-merging.max-file-size	1.20		MemorySize	32 mb
execution.checkpointing.file-merging.max-space-amplification	1.20		Float	2.0
execution.checkpointing.file-merging.max-subtasks-per-file	1.20		Integer	4
execution.checkpointing.file-merging.pool-blocking	1.20		Boolean	false
execution.checkpointing.force	1.17	1.20	Boolean	false				deprecated
execution.checkpointing.incremental	1.20		Boolean	false	state.backend.incremental
execution.checkpointing.interval	1.12		Duration
execution.checkpointing.interval-during-backlog	1.19		Duration
execution.checkpointing.local-backup.dirs	1.20		String		taskmanager.state.local.root-dirs
execution.checkpointing.local-backup.enabled	1.20		Boolean	false	state.backend.local-recovery	execution.state-recovery.from-local
execution.checkpointing.max-concurrent-checkpoints	1.12		Integer	1
execution.checkpointing.min-pause	1.12		Duration	0 s
execution.checkpointing.mode	1.12		Enum(EXACTLY_ONCE|AT_LEAST_ONCE)	EXACTLY_ONCE
execution.checkpointing.num-retained	1.20		Integer	1	state.checkpoints.num-retained
execution.checkpointing.prefer-checkpoint-for-recovery	1.12	1.13	Boolean	false
execution.checkpointing.recover-without-channel-state.checkpoint-id	1.14	1.19	Long	-1
execution.checkpointing.recover-without-channel-state.checkpoint-id	1.20	1.20	Long	-1				deprecated
execution.checkpointing.savepoint-dir	1.20		String		savepoints.state.backend.fs.dir,state.savepoints.dir
execution.checkpointing.snapshot-compression	1.12		Boolean	false
execution.checkpointing.storage	1.20		String		state.checkpoint-storage
execution.checkpointing.timeout	1.12		Duration	10 min
execution.checkpointing.tolerable-failed-checkpoints	1.12	1.18	Integer
execution.checkpointing.tolerable-failed-checkpoints	1.19		Integer	0
execution.checkpointing.unaligned	1.12	1.16	Boolean	false
execution.checkpointing.unaligned.enabled	1.17		Boolean	false	execution.checkpointing.unaligned
execution.checkpointing.unaligned.forced	1.12	1.12	Boolean	true
execution.checkpointing.unaligned.forced	1.13		Boolean	false
execution.checkpointing.unaligned.interruptible-timers.enabled	1.20		Boolean	false
execution.checkpointing.unaligned.max-subtasks-per-channel-state-file	1.17		Integer	5
execution.checkpointing.unaligned.recover-output-on-downstream.enabled	2.3		Boolean	false
execution.checkpointing.write-buffer-size	1.20		Integer	4096	state.backend.fs.write-buffer-size,state.storage.fs.write-buffer-size
execution.job-listeners	1.12		List<String>
execution.job-status-changed-listeners	2.0		List<String>
execution.program-config.enabled	1.16		Boolean	true	execution.allow-client-job-configurations
execution.program-config.wildcards	1.16		List<String>
execution.runtime-mode	1.12		Enum(STREAMING|BATCH|AUTOMATIC)	STREAMING
execution.savepoint-restore-mode	1.15	1.19	Enum(CLAIM|NO_CLAIM|LEGACY)	NO_CLAIM
execution.savepoint-restore-mode	1.20	1.20	Enum(CLAIM|NO_CLAIM|LEGACY)	NO_CLAIM				deprecated
execution.savepoint.ignore-unclaimed-state	1.12	1.19	Boolean	false
execution.savepoint.ignore-unclaimed-state	1.20	1.20	Boolean	false				deprecated
execution.savepoint.path	1.12	1.19	String
execution.savepoint.path	1.20	1.20	String					deprecated
execution.shutdown-on-application-finish	1.15		Boolean	true
execution.shutdown-on-attached-exit	1.12		Boolean	false
execution.sort-keyed-partition.memory	1.20		MemorySize	128 mb
execution.sort-partition.memory	1.20		MemorySize	128 mb
execution.sorted-inputs.enabled	1.12		Boolean	true
execution.sorted-inputs.memory	1.14		MemorySize	128 mb
execution.state-recovery.approximate-local-recovery	1.20		Boolean	false	execution.checkpointing.approximate-local-recovery
execution.state-recovery.claim-mode	1.20		Enum(CLAIM|NO_CLAIM|LEGACY)	NO_CLAIM	execution.savepoint-restore-mode
execution.state-recovery.from-local	1.20		Boolean	false	state.backend.local-recovery
execution.state-recovery.ignore-unclaimed-state	1.20		Boolean	false	execution.savepoint.ignore-unclaimed-state
execution.state-recovery.path	1.20		String		execution.savepoint.path
execution.state-recovery.without-channel-state.checkpoint-id	1.20		Long	-1	execution.checkpointing.recover-without-channel-state.checkpoint-id
execution.submit-failed-job-on-application-error	1.15	2.2	Boolean	false
execution.submit-failed-job-on-application-error	2.3		Boolean	false				deprecated
execution.target	1.12		String
execution.terminate-application-on-any-job-terminated-exceptionally	2.3		Boolean	true
external-resource.<resource_name>.amount	1.12		Long
external-resource.<resource_name>.driver-factory.class	1.12		String
external-resource.<resource_name>.kubernetes.config-key	1.12		String
external-resource.<resource_name>.param.<param>	1.12		String
external-resource.<resource_name>.param.discovery-script.args	1.20		String
external-resource.<resource_name>.param.discovery-script.path	1.20		String	plugins/external-resource-gpu/nvidia-gpu-discovery.sh
external-resource.<resource_name>.yarn.config-key	1.12		String
external-resources	1.12		List<String>
fail-on-missing-columns	2.3		Boolean	false			ddl
fail-on-missing-field	1.12		Boolean	false			ddl
field-delimiter	1.12		String	,			ddl
fields.#.end	1.13		String				ddl
fields.#.kind	1.13		String	random			ddl
fields.#.length	1.13		Integer	100			ddl
fields.#.max	1.13		String				ddl
fields.#.max-past	1.15		Duration				ddl
fields.#.min	1.13		String				ddl
fields.#.null-rate	1.18		Float	0.0			ddl
fields.#.start	1.13		String				ddl
fields.#.var-len	1.19		Boolean	false			ddl
file-path	1.16		String				ddl
fine-grained.shuffle-mode.all-blocking	1.14	1.19	Boolean	false
fine-grained.shuffle-mode.all-blocking	1.20	1.20	Boolean	false				deprecated
fixed-delay	1.20		Duration				ddl
flink.hadoop.<key>	1.13		String
flink.yarn.<key>	1.13		String
format	1.12		String				ddl
fs.allowed-fallback-filesystems	1.12		String
fs.default-scheme	1.12		String
fs.output.always-create-directory	1.12		Boolean	false
fs.overwrite-files	1.12		Boolean	false
graphContainingLoops	2.0		Boolean	false
gs.filesink.entropy.enabled	1.20	2.0	Boolean	false			gcs
gs.filesink.entropy.enabled	2.3		Boolean	false			gcs
gs.http.connect-timeout	1.20	2.0	Integer				gcs
gs.http.connect-timeout	2.3		Integer				gcs
gs.http.read-timeout	1.20	2.0	Integer				gcs
gs.http.read-timeout	2.3		Integer				gcs
gs.retry.init-rpc-timeout	1.20	2.0	Duration				gcs
gs.retry.init-rpc-timeout	2.3		Duration				gcs
gs.retry.max-attempt	1.20	2.0	Integer				gcs
gs.retry.max-attempt	2.3		Integer				gcs
gs.retry.max-rpc-timeout	1.20	2.0	Duration				gcs
gs.retry.max-rpc-timeout	2.3		Duration				gcs
gs.retry.rpc-timeout-multiplier	1.20	2.0	Double				gcs
gs.retry.rpc-timeout-multiplier	2.3		Double				gcs
gs.retry.total-timeout	1.20	2.0	Duration				gcs
gs.retry.total-timeout	2.3		Duration				gcs
gs.writer.chunk.size	1.16	1.18	MemorySize				gcs
gs.writer.chunk.size	1.20	2.0	MemorySize				gcs
gs.writer.chunk.size	2.3		MemorySize				gcs
gs.writer.temporary.bucket.name	1.16	1.18	String				gcs
gs.writer.temporary.bucket.name	1.20	2.0	String				gcs
gs.writer.temporary.bucket.name	2.3		String				gcs
heartbeat.interval	1.12	1.19	Long	10000
heartbeat.interval	1.20		Duration	10 s
heartbeat.rpc-failure-threshold	1.14		Integer	2
heartbeat.timeout	1.12	1.19	Long	50000
heartbeat.timeout	1.20		Duration	50 s
hidden.execution.mode	1.17	1.20	Enum(PIPELINED|PIPELINED_FORCED|BATCH|BATCH_FORCED)	PIPELINED			internal
hidden.execution.retries	1.17	1.20	Integer	-1			internal	deprecated
high-availability	1.12	1.16	String	NONE	recovery.mode
high-availability.cluster-id	1.12		String	/default	high-availability.zookeeper.path.namespace,recovery.zookeeper.path.namespace
high-availability.job.delay	1.12	1.20	String		recovery.job.delay			deprecated
high-availability.jobmanager.port	1.12		String	0	recovery.jobmanager.port
high-availability.kubernetes.leader-election.lease-duration	1.12		Duration	15 s
high-availability.kubernetes.leader-election.renew-deadline	1.12		Duration	15 s
high-availability.kubernetes.leader-election.retry-period	1.12		Duration	5 s
high-availability.storageDir	1.12		String		high-availability.zookeeper.storageDir,recovery.zookeeper.storageDir
high-availability.type	1.17		String	NONE	high-availability,recovery.mode
high-availability.use-old-ha-services	1.15	1.15	Boolean	false
high-availability.zookeeper.client.acl	1.12		String	open
high-availability.zookeeper.client.authorization	1.20		Map
high-availability.zookeeper.client.connection-timeout	1.12	1.19	Integer	15000	recovery.zookeeper.client.connection-timeout
high-availability.zookeeper.client.connection-timeout	1.20		Duration	15 s	recovery.zookeeper.client.connection-timeout
high-availability.zookeeper.client.ensemble-tracker	1.18		Boolean	true
high-availability.zookeeper.client.max-close-wait	1.20		Duration
high-availability.zookeeper.client.max-retry-attempts	1.12		Integer	3	recovery.zookeeper.client.max-retry-attempts
high-availability.zookeeper.client.max-retry-wait	2.0		Duration	1 min
high-availability.zookeeper.client.retry-wait	1.12	1.19	Integer	5000	recovery.zookeeper.client.retry-wait
high-availability.zookeeper.client.retry-wait	1.20		Duration	5 s	recovery.zookeeper.client.retry-wait
high-availability.zookeeper.client.session-timeout	1.12	1.19	Integer	60000	recovery.zookeeper.client.session-timeout
high-availability.zookeeper.client.session-timeout	1.20		Duration	1 min	recovery.zookeeper.client.session-timeout
high-availability.zookeeper.client.simulated-session-expiration-percent	1.20		Integer
high-availability.zookeeper.client.tolerate-suspended-connections	1.14		Boolean	false
high-availability.zookeeper.path.applications	2.3		String	/applications
high-availability.zookeeper.path.checkpoint-counter	1.12	1.13	String	/checkpoint-counter	recovery.zookeeper.path.checkpoint-counter
high-availability.zookeeper.path.checkpoints	1.12	1.13	String	/checkpoints	recovery.zookeeper.path.checkpoints
high-availability.zookeeper.path.execution-plans	2.0		String	/execution-plans	high-availability.zookeeper.path.jobgraphs,recovery.zookeeper.path.jobgraphs
high-availability.zookeeper.path.jobgraphs	1.12	1.20	String	/jobgraphs	recovery.zookeeper.path.jobgraphs
high-availability.zookeeper.path.latch	1.12	1.13	String	/leaderlatch	recovery.zookeeper.path.latch
high-availability.zookeeper.path.leader	1.12	1.13	String	/leader	recovery.zookeeper.path.leader
high-availability.zookeeper.path.mesos-workers	1.12	1.13	String	/mesos-workers	recovery.zookeeper.path.mesos-workers
high-availability.zookeeper.path.root	1.12		String	/flink	recovery.zookeeper.path.root
high-availability.zookeeper.path.running-registry	1.12	1.18	String	/running_job_registry/
high-availability.zookeeper.path.running-registry	1.19	1.20	String	/running_job_registry/				deprecated
high-availability.zookeeper.quorum	1.12		String		recovery.zookeeper.quorum
historyserver.archive.clean-expired-applications	2.3		Boolean	false
historyserver.archive.clean-expired-jobs	1.12		Boolean	false
historyserver.archive.fs.dir	1.12		String
historyserver.archive.fs.refresh-interval	1.12	1.19	Long	10000
historyserver.archive.fs.refresh-interval	1.20		Duration	10 s
historyserver.archive.retained-applications	2.3		Integer	-1
historyserver.archive.retained-jobs	1.12		Integer	-1
historyserver.archive.retained-ttl	2.2		Duration
historyserver.log.jobmanager.url-pattern	1.16		String
historyserver.log.taskmanager.url-pattern	1.16		String
historyserver.web.address	1.12		String
historyserver.web.port	1.12		Integer	8082
historyserver.web.refresh-interval	1.12	1.19	Long	10000
historyserver.web.refresh-interval	1.20		Duration	10 s
historyserver.web.ssl.enabled	1.12		Boolean	false
historyserver.web.tmpdir	1.12		String
ignore-parse-errors	1.12		Boolean	false			ddl
ignore-trailing-unmappable	2.3		Boolean	false			ddl
internal.cluster.execution-mode	1.12		String	NORMAL			internal
internal.io.tmpdirs.use-local-default	1.12		Boolean	false			internal
internal.jobgraph-path	1.12		String	job.graph			internal
internal.taskmanager.node-id	1.16		String				internal
internal.taskmanager.resource-id.metadata	1.12		String				internal
io.tmp.dirs	1.12		String	/tmp	taskmanager.tmp.dirs
isChainedSubtask	2.0		Boolean	false
iterationWait	2.0		Long	0
jmx.server.port	1.12		String
job-event.store.write-buffer.flush-interval	1.20		Duration	1 s
job-event.store.write-buffer.size	1.20		MemorySize	1 mb
job-result-store.delete-on-commit	1.15	2.2	Boolean	true
job-result-store.delete-on-commit	2.3		Boolean	true				deprecated
job-result-store.storage-path	1.15		String
jobmanager.adaptive-batch-scheduler.avg-data-volume-per-task	1.15	1.16	MemorySize	1 gb
jobmanager.adaptive-batch-scheduler.avg-data-volume-per-task	1.17	1.20	MemorySize	1 gb				deprecated
jobmanager.adaptive-batch-scheduler.default-source-parallelism	1.15	1.16	Integer	1
jobmanager.adaptive-batch-scheduler.default-source-parallelism	1.17	1.20	Integer	1				deprecated
jobmanager.adaptive-batch-scheduler.max-parallelism	1.15	1.16	Integer	128
jobmanager.adaptive-batch-scheduler.max-parallelism	1.17	1.20	Integer	128				deprecated
jobmanager.adaptive-batch-scheduler.min-parallelism	1.15	1.16	Integer	1
jobmanager.adaptive-batch-scheduler.min-parallelism	1.17	1.20	Integer	1				deprecated
jobmanager.adaptive-batch-scheduler.speculative.block-slow-node-duration	1.16	1.16	Duration	1 min
jobmanager.adaptive-batch-scheduler.speculative.block-slow-node-duration	1.17	1.20	Duration	1 min				deprecated
jobmanager.adaptive-batch-scheduler.speculative.enabled	1.16	1.16	Boolean	false
jobmanager.adaptive-batch-scheduler.speculative.enabled	1.17	1.20	Boolean	false				deprecated
jobmanager.adaptive-batch-scheduler.speculative.max-concurrent-executions	1.16	1.16	Integer	2
jobmanager.adaptive-batch-scheduler.speculative.max-concurrent-executions	1.17	1.20	Integer	2				deprecated
jobmanager.adaptive-scheduler.executing.cooldown-after-rescaling	2.0		Duration	30 s	jobmanager.adaptive-scheduler.scaling-interval.min
jobmanager.adaptive-scheduler.executing.resource-stabilization-timeout	2.0		Duration	1 min
jobmanager.adaptive-scheduler.min-parallelism-increase	1.13	1.20	Integer	1
jobmanager.adaptive-scheduler.min-parallelism-increase	2.0		Integer	1				deprecated
jobmanager.adaptive-scheduler.prefer-minimal-taskmanagers	1.19		Boolean	true
jobmanager.adaptive-scheduler.rescale-trigger.max-checkpoint-failures	2.0		Integer	2
jobmanager.adaptive-scheduler.rescale-trigger.max-delay	2.0		Duration
jobmanager.adaptive-scheduler.resource-stabilization-timeout	1.13	1.20	Duration	10 s
jobmanager.adaptive-scheduler.resource-stabilization-timeout	2.0		Duration	10 s				deprecated
jobmanager.adaptive-scheduler.resource-wait-timeout	1.13	1.20	Duration	5 min
jobmanager.adaptive-scheduler.resource-wait-timeout	2.0		Duration	5 min				deprecated
jobmanager.adaptive-scheduler.scaling-interval.max	1.19	1.20	Duration
jobmanager.adaptive-scheduler.scaling-interval.max	2.0		Duration					deprecated
jobmanager.adaptive-scheduler.scaling-interval.min	1.19	1.20	Duration	30 s
jobmanager.adaptive-scheduler.scaling-interval.min	2.0		Duration	30 s				deprecated
jobmanager.adaptive-scheduler.submission.resource-stabilization-timeout	2.0		Duration	10 s	jobmanager.adaptive-scheduler.resource-stabilization-timeout
jobmanager.adaptive-scheduler.submission.resource-wait-timeout	2.0		Duration	5 min	jobmanager.adaptive-scheduler.resource-wait-timeout
jobmanager.archive.fs.dir	1.12		String
jobmanager.bind-host	1.12		String
jobmanager.execution.attempts-history-size	1.12		Integer	16	job-manager.max-attempts-history-size
jobmanager.execution.failover-strategy	1.12		String	region
jobmanager.failure-enrichers	1.18		String
jobmanager.future-pool.size	1.14		Integer
jobmanager.heap.mb	1.12	1.20	Integer					deprecated
jobmanager.heap.size	1.12	1.20	MemorySize					deprecated
jobmanager.io-pool.size	1.14		Integer
jobmanager.memory.enable-jvm-direct-memory-limit	1.12		Boolean	false
jobmanager.memory.flink.size	1.12		MemorySize
jobmanager.memory.heap.size	1.12		MemorySize
jobmanager.memory.jvm-metaspace.size	1.12		MemorySize	256 mb
jobmanager.memory.jvm-overhead.fraction	1.12		Float	0.1
jobmanager.memory.jvm-overhead.max	1.12		MemorySize	1 gb
jobmanager.memory.jvm-overhead.min	1.12		MemorySize	192 mb
jobmanager.memory.off-heap.size	1.12		MemorySize	128 mb
jobmanager.memory.process.size	1.12		MemorySize
jobmanager.partition.hybrid.partition-data-consume-constraint	1.17		Enum(ALL_PRODUCERS_FINISHED|ONLY_FINISHED_PRODUCERS|UNFINISHED_PRODUCERS)
jobmanager.partition.release-during-job-execution	1.12		Boolean	true
jobmanager.resource-id	1.15		String
jobmanager.retrieve-taskmanager-hostname	1.12		Boolean	true
jobmanager.rpc.address	1.12		String
jobmanager.rpc.bind-port	1.12		Integer
jobmanager.rpc.port	1.12		Integer	6123
jobmanager.scheduler	1.12	1.12	String	ng
jobmanager.scheduler	1.13	1.14	Enum(Ng|Adaptive)	Ng
jobmanager.scheduler	1.15	1.15	Enum(Ng|Adaptive|AdaptiveBatch)	Ng
jobmanager.scheduler	1.16	1.20	Enum(Ng|Default|Adaptive|AdaptiveBatch)	Default
jobmanager.scheduler	2.0		Enum(Default|Adaptive|AdaptiveBatch)	Default
jobmanager.scheduler.scheduling-strategy	1.12	1.12	String	region
jobmanager.task-deployment.offload-shuffle-descriptors-to-blob-server.threshold-num	1.18		Integer	4194304
jobmanager.web.address	1.12	1.20	String					deprecated
jobstore.cache-size	1.12	2.2	Long	52428800
jobstore.cache-size	2.3		Long	52428800				deprecated
jobstore.expiration-time	1.12	2.2	Long	3600
jobstore.expiration-time	2.3		Long	3600				deprecated
jobstore.max-capacity	1.12	2.2	Integer	2147483647
jobstore.max-capacity	2.3		Integer	2147483647				deprecated
jobstore.type	1.15	2.2	Enum(File|Memory)	File
jobstore.type	2.3		Enum(File|Memory)	File				deprecated
kubernetes.artifacts.local-upload-enabled	1.20		Boolean	false
kubernetes.artifacts.local-upload-overwrite	1.20		Boolean	false
kubernetes.artifacts.local-upload-target	1.20		String
kubernetes.client.io-pool.size	1.12		Integer	4
kubernetes.client.user-agent	1.16		String	flink
kubernetes.cluster-id	1.12		String
kubernetes.config.file	1.12		String
kubernetes.container-start-command-template	1.12	1.12	String	%java% %classpath% %jvmmem% %jvmopts% %logging% %class% %args%
kubernetes.container.image	1.12	1.12	String	apache/flink:1.12.5-scala_2.11
kubernetes.container.image	1.13	1.13	String	apache/flink:1.13.6-scala_2.12
kubernetes.container.image	1.14	1.14	String	apache/flink:1.14.6-scala_2.11
kubernetes.container.image	1.15	1.15	String	apache/flink:1.15.4-scala_2.12
kubernetes.container.image	1.16	1.16	String	apache/flink:1.16.3-scala_2.12
kubernetes.container.image.pull-policy	1.12		Enum(IfNotPresent|Always|Never)	IfNotPresent
kubernetes.container.image.pull-secrets	1.12		List<String>
kubernetes.container.image.ref	1.17	1.17	String	apache/flink:1.17.2-scala_2.12	kubernetes.container.image
kubernetes.container.image.ref	1.18	1.18	String	apache/flink:1.18.1-scala_2.12	kubernetes.container.image
kubernetes.container.image.ref	1.19	1.19	String	apache/flink:1.19.3-scala_2.12	kubernetes.container.image
kubernetes.container.image.ref	1.20	1.20	String	apache/flink:1.20.5-scala_2.12	kubernetes.container.image
kubernetes.container.image.ref	2.0	2.0	String	apache/flink:2.0.2-scala_2.12	kubernetes.container.image
kubernetes.container.image.ref	2.1	2.1	String	apache/flink:2.1.3-scala_2.12	kubernetes.container.image
kubernetes.container.image.ref	2.2	2.2	String	apache/flink:2.2.1-scala_2.12	kubernetes.container.image
kubernetes.container.image.ref	2.3		String	apache/flink:2.3.0-scala_2.12	kubernetes.container.image
kubernetes.context	1.12		String
kubernetes.decorator.hadoop-conf-mount.enabled	1.17		Boolean	true
kubernetes.decorator.kerberos-mount.enabled	1.17		Boolean	true
kubernetes.entry.path	1.12		String	/docker-entrypoint.sh
kubernetes.env.secretKeyRef	1.12		List<Map>
kubernetes.flink.conf.dir	1.12		String	/opt/flink/conf
kubernetes.flink.log.dir	1.12	1.12	String	/opt/flink/log
kubernetes.flink.log.dir	1.13		String
kubernetes.hadoop.conf.config-map.name	1.12		String
kubernetes.hostnetwork.enabled	1.15		Boolean	false
kubernetes.internal-service.annotations	1.20		Map
kubernetes.internal-service.labels	2.2		Map
kubernetes.internal.jobmanager.entrypoint.class	1.12		String
kubernetes.jobmanager.annotations	1.12		Map
kubernetes.jobmanager.cpu	1.12	1.16	Double	1.0
kubernetes.jobmanager.cpu.amount	1.17		Double	1.0	kubernetes.jobmanager.cpu
kubernetes.jobmanager.cpu.limit-factor	1.15		Double	1.0
kubernetes.jobmanager.entrypoint.args	1.16		String
kubernetes.jobmanager.labels	1.12		Map
kubernetes.jobmanager.memory.limit-factor	1.15		Double	1.0
kubernetes.jobmanager.node-selector	1.12		Map
kubernetes.jobmanager.owner.reference	1.12		List<Map>
kubernetes.jobmanager.replicas	1.14		Integer	1
kubernetes.jobmanager.service-account	1.12	1.12	String
kubernetes.jobmanager.service-account	1.13		String	default		kubernetes.service-account
kubernetes.jobmanager.tolerations	1.12		List<Map>
kubernetes.namespace	1.12		String	default
kubernetes.node-name-label	1.16		String	kubernetes.io/hostname
kubernetes.persistent-volume-claim-read-only	2.3		Boolean	false
kubernetes.persistent-volume-claims	2.3		Map
kubernetes.pod-template-file	1.13	1.16	String
kubernetes.pod-template-file.default	1.17		String		kubernetes.pod-template-file
kubernetes.pod-template-file.jobmanager	1.13	1.16	String			kubernetes.pod-template-file
kubernetes.pod-template-file.jobmanager	1.17		String			kubernetes.pod-template-file,kubernetes.pod-template-file.default
kubernetes.pod-template-file.taskmanager	1.13	1.16	String			kubernetes.pod-template-file
kubernetes.pod-template-file.taskmanager	1.17		String			kubernetes.pod-template-file,kubernetes.pod-template-file.default
kubernetes.rest-service.annotations	1.12		Map
kubernetes.rest-service.exposed.node-port-address-type	1.14		Enum(InternalIP|ExternalIP)	InternalIP
kubernetes.rest-service.exposed.type	1.12	1.13	Enum(ClusterIP|NodePort|LoadBalancer)	LoadBalancer
kubernetes.rest-service.exposed.type	1.14	1.14	Enum(ClusterIP|NodePort|LoadBalancer|Headless_ClusterIP)	LoadBalancer
kubernetes.rest-service.exposed.type	1.15		Enum(ClusterIP|NodePort|LoadBalancer|Headless_ClusterIP)	ClusterIP
kubernetes.rest-service.labels	2.2		Map
kubernetes.secrets	1.12		Map
kubernetes.service-account	1.12		String	default
kubernetes.taskmanager.annotations	1.12		Map
kubernetes.taskmanager.cpu	1.12	1.16	Double	-1.0
kubernetes.taskmanager.cpu.amount	1.17		Double	-1.0	kubernetes.taskmanager.cpu
kubernetes.taskmanager.cpu.limit-factor	1.15		Double	1.0
kubernetes.taskmanager.entrypoint.args	1.16		String
kubernetes.taskmanager.labels	1.12		Map
kubernetes.taskmanager.memory.limit-factor	1.15		Double	1.0
kubernetes.taskmanager.node-selector	1.12		Map
kubernetes.taskmanager.service-account	1.12	1.12	String
kubernetes.taskmanager.service-account	1.13		String	default		kubernetes.service-account
kubernetes.taskmanager.tolerations	1.12		List<Map>
kubernetes.transactional-operation.initial-retry-delay	1.20		Duration	50 ms
kubernetes.transactional-operation.max-retries	1.12	1.19	Integer	5
kubernetes.transactional-operation.max-retries	1.20		Integer	15
kubernetes.transactional-operation.max-retry-delay	1.20		Duration	1 min
line-delimiter	2.1	2.1	String				ddl
local.number-resourcemanager	1.12	1.20	Integer	1				deprecated
lookup.cache	1.16		Enum(NONE|PARTIAL|FULL)	NONE			ddl
lookup.full-cache.periodic-reload.interval	1.16		Duration				ddl
lookup.full-cache.periodic-reload.schedule-mode	1.16		Enum(FIXED_DELAY|FIXED_RATE)	FIXED_DELAY			ddl
lookup.full-cache.reload-strategy	1.16		Enum(PERIODIC|TIMED)	PERIODIC			ddl
lookup.full-cache.timed-reload.interval-in-days	1.16		Integer	1			ddl
lookup.full-cache.timed-reload.iso-time	1.16		String				ddl
lookup.join.cache.ttl	1.12	1.14	Duration	1 h			ddl
lookup.max-retries	1.16		Integer	3			ddl
lookup.partial-cache.cache-missing-key	1.16		Boolean	true			ddl
lookup.partial-cache.expire-after-access	1.16		Duration				ddl
lookup.partial-cache.expire-after-write	1.16		Duration				ddl
lookup.partial-cache.max-rows	1.16		Long				ddl
map-null-key.literal	1.12		String	null			ddl
map-null-key.mode	1.12		String	FAIL			ddl
materialized-table.default-freshness.continuous	2.2		Duration	3 min			table
materialized-table.default-freshness.full	2.2		Duration	1 h			table
materialized-table.default-start-mode	2.3		Enum(FROM_BEGINNING|FROM_NOW|FROM_TIMESTAMP|RESUME_OR_FROM_BEGINNING|RESUME_OR_FROM_NOW|RESUME_OR_FROM_TIMESTAMP)	FROM_BEGINNING			table
materialized-table.refresh-mode.freshness-threshold	1.20		Duration	30 min			table
max-attempts	1.20		Integer				ddl
max-concurrent-operations	2.1	2.1	Integer				ddl
max-concurrent-operations	2.2		Integer				table
mesos.constraints.hard.hostattribute	1.12	1.12	String
mesos.constraints.hard.hostattribute	1.13	1.13	String					deprecated
mesos.failover-timeout	1.12	1.12	Integer	604800
mesos.failover-timeout	1.13	1.13	Integer	604800				deprecated
mesos.master	1.12	1.12	String
mesos.master	1.13	1.13	String					deprecated
mesos.resourcemanager.artifactserver.port	1.12	1.12	Integer	0
mesos.resourcemanager.artifactserver.port	1.13	1.13	Integer	0				deprecated
mesos.resourcemanager.artifactserver.ssl.enabled	1.12	1.12	Boolean	true
mesos.resourcemanager.artifactserver.ssl.enabled	1.13	1.13	Boolean	true				deprecated
mesos.resourcemanager.declined-offer-refuse-duration	1.12	1.12	Long	5000
mesos.resourcemanager.declined-offer-refuse-duration	1.13	1.13	Long	5000				deprecated
mesos.resourcemanager.framework.name	1.12	1.12	String	Flink
mesos.resourcemanager.framework.name	1.13	1.13	String	Flink				deprecated
mesos.resourcemanager.framework.principal	1.12	1.12	String
mesos.resourcemanager.framework.principal	1.13	1.13	String					deprecated
mesos.resourcemanager.framework.role	1.12	1.12	String	*
mesos.resourcemanager.framework.role	1.13	1.13	String	*				deprecated
mesos.resourcemanager.framework.secret	1.12	1.12	String
mesos.resourcemanager.framework.secret	1.13	1.13	String					deprecated
mesos.resourcemanager.framework.user	1.12	1.12	String
mesos.resourcemanager.framework.user	1.13	1.13	String					deprecated
mesos.resourcemanager.network.resource.name	1.12	1.12	String	network
mesos.resourcemanager.network.resource.name	1.13	1.13	String	network				deprecated
mesos.resourcemanager.tasks.bootstrap-cmd	1.12	1.12	String
mesos.resourcemanager.tasks.bootstrap-cmd	1.13	1.13	String					deprecated
mesos.resourcemanager.tasks.container.docker.force-pull-image	1.12	1.12	Boolean	false
mesos.resourcemanager.tasks.container.docker.force-pull-image	1.13	1.13	Boolean	false				deprecated
mesos.resourcemanager.tasks.container.docker.parameters	1.12	1.12	String
mesos.resourcemanager.tasks.container.docker.parameters	1.13	1.13	String					deprecated
mesos.resourcemanager.tasks.container.image.name	1.12	1.12	String
mesos.resourcemanager.tasks.container.image.name	1.13	1.13	String					deprecated
mesos.resourcemanager.tasks.container.type	1.12	1.12	String	mesos
mesos.resourcemanager.tasks.container.type	1.13	1.13	String	mesos				deprecated
mesos.resourcemanager.tasks.container.volumes	1.12	1.12	String
mesos.resourcemanager.tasks.container.volumes	1.13	1.13	String					deprecated
mesos.resourcemanager.tasks.cpus	1.12	1.12	Double	0.0
mesos.resourcemanager.tasks.cpus	1.13	1.13	Double	0.0				deprecated
mesos.resourcemanager.tasks.disk	1.12	1.12	Integer	0
mesos.resourcemanager.tasks.disk	1.13	1.13	Integer	0				deprecated
mesos.resourcemanager.tasks.gpus	1.12	1.12	Integer	0
mesos.resourcemanager.tasks.gpus	1.13	1.13	Integer	0				deprecated
mesos.resourcemanager.tasks.hostname	1.12	1.12	String
mesos.resourcemanager.tasks.hostname	1.13	1.13	String					deprecated
mesos.resourcemanager.tasks.labels	1.13	1.13	Map					deprecated
mesos.resourcemanager.tasks.network.bandwidth	1.12	1.12	Integer	0
mesos.resourcemanager.tasks.network.bandwidth	1.13	1.13	Integer	0				deprecated
mesos.resourcemanager.tasks.port-assignments	1.12	1.12	String
mesos.resourcemanager.tasks.port-assignments	1.13	1.13	String					deprecated
mesos.resourcemanager.tasks.taskmanager-cmd	1.12	1.12	String	$FLINK_HOME/bin/mesos-taskmanager.sh
mesos.resourcemanager.tasks.taskmanager-cmd	1.13	1.13	String	$FLINK_HOME/bin/mesos-taskmanager.sh				deprecated
mesos.resourcemanager.tasks.uris	1.12	1.12	String
mesos.resourcemanager.tasks.uris	1.13	1.13	String					deprecated
mesos.resourcemanager.tasks.user	1.13	1.13	String					deprecated
mesos.resourcemanager.unused-offer-expiration	1.12	1.12	Long	120000
mesos.resourcemanager.unused-offer-expiration	1.13	1.13	Long	120000				deprecated
metrics.fetcher.update-interval	1.12	1.19	Long	10000
metrics.fetcher.update-interval	1.20		Duration	10 s
metrics.internal.query-service.port	1.12		String	0
metrics.internal.query-service.thread-priority	1.12		Integer	1
metrics.job.status.enable	1.15		List<Enum(STATE|CURRENT_TIME|TOTAL_TIME)>	CURRENT_TIME
metrics.latency.granularity	1.12		String	operator
metrics.latency.history-size	1.12		Integer	128
metrics.latency.interval	1.12	1.19	Long	0
metrics.latency.interval	1.20		Duration	0 s
metrics.reporter.<name>.<parameter>	1.12		String
metrics.reporter.<name>.allowList	2.3		String				reporters
metrics.reporter.<name>.batch.size	2.3		String				reporters
metrics.reporter.<name>.class	1.12	1.15	String
metrics.reporter.<name>.class	1.16	1.20	String					deprecated
metrics.reporter.<name>.connectTimeout	1.12		String				reporters
metrics.reporter.<name>.consistency	1.12		String				reporters
metrics.reporter.<name>.db	1.12		String				reporters
metrics.reporter.<name>.deleteOnShutdown	1.12		String				reporters
metrics.reporter.<name>.export-completion-timeout-millis	2.3		String				reporters
metrics.reporter.<name>.exporter.compression	2.3		String				reporters
metrics.reporter.<name>.exporter.endpoint	2.0		String				reporters
metrics.reporter.<name>.exporter.protocol	2.2		String				reporters
metrics.reporter.<name>.exporter.timeout	2.0		String				reporters
metrics.reporter.<name>.factory.class	1.16		String
metrics.reporter.<name>.filter.excludes	1.16		List<String>
metrics.reporter.<name>.filter.includes	1.16		List<String>	*:*:*
metrics.reporter.<name>.filterLabelValueCharacters	1.12		String				reporters
metrics.reporter.<name>.groupingKey	1.12		String				reporters
metrics.reporter.<name>.host	1.12		String				reporters
metrics.reporter.<name>.hostUrl	1.15		String				reporters
metrics.reporter.<name>.interval	1.12		Duration	10 s
metrics.reporter.<name>.jobName	1.12		String				reporters
metrics.reporter.<name>.password	1.12		String				reporters
metrics.reporter.<name>.port	1.12		String				reporters
metrics.reporter.<name>.randomJobNameSuffix	1.12		String				reporters
metrics.reporter.<name>.retentionPolicy	1.12		String				reporters
metrics.reporter.<name>.scheme	1.12		String				reporters
metrics.reporter.<name>.scope.delimiter	1.16		String	.
metrics.reporter.<name>.scope.variables.additional	1.16		Map
metrics.reporter.<name>.scope.variables.excludes	1.16		String	.
metrics.reporter.<name>.service.name	2.0		String				reporters
metrics.reporter.<name>.service.version	2.0		String				reporters
metrics.reporter.<name>.username	1.12		String				reporters
metrics.reporter.<name>.writeTimeout	1.12		String				reporters
metrics.reporters	1.12		String
metrics.scope.delimiter	1.12		String	.
metrics.scope.jm	1.12		String	<host>.jobmanager
metrics.scope.jm-job	1.17		String	<host>.jobmanager.<job_name>	metrics.scope.jm.job
metrics.scope.jm-operator	1.18		String	<host>.jobmanager.<job_name>.<operator_name>
metrics.scope.jm.job	1.12	1.16	String	<host>.jobmanager.<job_name>
metrics.scope.operator	1.12		String	<host>.taskmanager.<tm_id>.<job_name>.<operator_name>.<subtask_index>
metrics.scope.task	1.12		String	<host>.taskmanager.<tm_id>.<job_name>.<task_name>.<subtask_index>
metrics.scope.tm	1.12		String	<host>.taskmanager.<tm_id>
metrics.scope.tm-job	1.17		String	<host>.taskmanager.<tm_id>.<job_name>	metrics.scope.tm.job
metrics.scope.tm.job	1.12	1.16	String	<host>.taskmanager.<tm_id>.<job_name>
metrics.system-resource	1.12		Boolean	false
metrics.system-resource-probing-interval	1.12	1.19	Long	5000
metrics.system-resource-probing-interval	1.20		Duration	5 s
minicluster.number-of-taskmanagers	1.19		Integer	1	local.number-taskmanager
null-literal	1.12		String				ddl
num-files	2.0		Integer	-1			ddl	deprecated
number-of-rows	1.12		Long				ddl
numberOfNetworkInputs	2.0		Integer	0
numberOfOutputs	2.0		Integer	0
oss.upload.max.concurrent.uploads	1.16	1.18	Integer	2
oss.upload.max.concurrent.uploads	1.20	2.0	Integer	2
oss.upload.max.concurrent.uploads	2.3		Integer	2
oss.upload.min.part.size	1.16	1.18	Long	10485760
oss.upload.min.part.size	1.20	2.0	Long	10485760
oss.upload.min.part.size	2.3		Long	10485760
output-mode	1.20	2.1	Enum(ORDERED|ALLOW_UNORDERED)				ddl
output-mode	2.2		Enum(ORDERED|ALLOW_UNORDERED)				table
parallelism.default	1.12		Integer	1
partition.default-name	1.12		String	__DEFAULT_PARTITION__			ddl
partition.fields.#.date-formatter	1.20		String				table
partition.time-extractor.class	1.12		String				ddl
partition.time-extractor.kind	1.12		String	default			ddl
partition.time-extractor.timestamp-formatter	1.15		String				ddl
partition.time-extractor.timestamp-pattern	1.12		String				ddl
path	1.12		String				ddl
pekko.ask.callstack	1.18		Boolean	true	akka.ask.callstack
pekko.ask.timeout	1.18		Duration	10 s	akka.ask.timeout
pekko.client-socket-worker-pool.pool-size-factor	1.18		Double	1.0	akka.client-socket-worker-pool.pool-size-factor
pekko.client-socket-worker-pool.pool-size-max	1.18		Integer	2	akka.client-socket-worker-pool.pool-size-max
pekko.client-socket-worker-pool.pool-size-min	1.18		Integer	1	akka.client-socket-worker-pool.pool-size-min
pekko.fork-join-executor.parallelism-factor	1.18		Double	2.0	akka.fork-join-executor.parallelism-factor
pekko.fork-join-executor.parallelism-max	1.18		Integer	64	akka.fork-join-executor.parallelism-max
pekko.fork-join-executor.parallelism-min	1.18		Integer	8	akka.fork-join-executor.parallelism-min
pekko.framesize	1.18		String	10485760b	akka.framesize
pekko.jvm-exit-on-fatal-error	1.18		Boolean	true	akka.jvm-exit-on-fatal-error
pekko.log.lifecycle.events	1.18		Boolean	false	akka.log.lifecycle.events
pekko.lookup.timeout	1.18		Duration	10 s	akka.lookup.timeout
pekko.remote-fork-join-executor.parallelism-factor	1.19		Double	2.0
pekko.remote-fork-join-executor.parallelism-max	1.19		Integer	16
pekko.remote-fork-join-executor.parallelism-min	1.19		Integer	8
pekko.retry-gate-closed-for	1.18		Long	50	akka.retry-gate-closed-for
pekko.rpc.force-invocation-serialization	1.18		Boolean	false	akka.rpc.force-invocation-serialization
pekko.server-socket-worker-pool.pool-size-factor	1.18		Double	1.0	akka.server-socket-worker-pool.pool-size-factor
pekko.server-socket-worker-pool.pool-size-max	1.18		Integer	2	akka.server-socket-worker-pool.pool-size-max
pekko.server-socket-worker-pool.pool-size-min	1.18		Integer	1	akka.server-socket-worker-pool.pool-size-min
pekko.ssl.enabled	1.18		Boolean	true	akka.ssl.enabled
pekko.startup-timeout	1.18	1.19	String		akka.startup-timeout
pekko.startup-timeout	1.20		Duration		akka.startup-timeout
pekko.tcp.timeout	1.18	1.19	String	20 s	akka.tcp.timeout
pekko.tcp.timeout	1.20		Duration	20 s	akka.tcp.timeout
pekko.throughput	1.18		Integer	15	akka.throughput
pipeline.auto-generate-uids	1.12		Boolean	true
pipeline.auto-type-registration	1.12	1.17	Boolean	true
pipeline.auto-type-registration	1.18	1.20	Boolean	true				deprecated
pipeline.auto-watermark-interval	1.12	1.16	Duration	0 s
pipeline.auto-watermark-interval	1.17		Duration	200 ms
pipeline.cached-files	1.12		List<String>
pipeline.cep.sharedbuffer.cache.entry-slots	1.15		Integer	1024
pipeline.cep.sharedbuffer.cache.event-slots	1.15		Integer	1024
pipeline.cep.sharedbuffer.cache.statistics-interval	1.15		Duration	30 min
pipeline.classpaths	1.12		List<String>
pipeline.closure-cleaner-level	1.12		Enum(NONE|TOP_LEVEL|RECURSIVE)	RECURSIVE
pipeline.default-kryo-serializers	1.12	1.18	List<String>
pipeline.default-kryo-serializers	1.19	1.20	List<String>					deprecated
pipeline.force-avro	1.12		Boolean	false
pipeline.force-kryo	1.12		Boolean	false
pipeline.force-kryo-avro	1.20		Boolean
pipeline.generic-types	1.12		Boolean	true
pipeline.global-job-parameters	1.12		Map
pipeline.jars	1.12		List<String>
pipeline.jobvertex-parallelism-overrides	1.17		Map
pipeline.max-parallelism	1.12		Integer	-1
pipeline.name	1.12		String
pipeline.object-reuse	1.12		Boolean	false
pipeline.operator-chaining	1.12	1.17	Boolean	true
pipeline.operator-chaining.chain-operators-with-different-max-parallelism	1.18		Boolean	true
pipeline.operator-chaining.enabled	1.18		Boolean	true	pipeline.operator-chaining
pipeline.registered-kryo-types	1.12	1.18	List<String>
pipeline.registered-kryo-types	1.19	1.20	List<String>					deprecated
pipeline.registered-pojo-types	1.12	1.18	List<String>
pipeline.registered-pojo-types	1.19	1.20	List<String>					deprecated
pipeline.serialization-config	1.19		List<String>
pipeline.sources.pause-until-first-checkpoint	2.3		Boolean	false
pipeline.time-characteristic	1.12	1.18	Enum(ProcessingTime|IngestionTime|EventTime)	ProcessingTime
pipeline.time-characteristic	1.19	1.20	Enum(ProcessingTime|IngestionTime|EventTime)	EventTime				deprecated
pipeline.vertex-description-mode	1.15		Enum(TREE|CASCADING)	TREE
pipeline.vertex-name-include-index-prefix	1.15		Boolean	false
pipeline.watermark-alignment.allow-unaligned-source-splits	1.17		Boolean	false
pipeline.watermark-alignment.buffer-size	2.3		Integer	3
plugin.classloader.parent-first-patterns.additional	1.12	1.14	String
plugin.classloader.parent-first-patterns.additional	1.15		List<String>
plugin.classloader.parent-first-patterns.default	1.12	1.13	String	java.;scala.;org.apache.flink.;javax.annotation.;org.slf4j;org.apache.log4j;org.apache.logging;org.apache.commons.logging;ch.qos.logback
plugin.classloader.parent-first-patterns.default	1.14	1.14	String	java.;org.apache.flink.;javax.annotation.;org.slf4j;org.apache.log4j;org.apache.logging;org.apache.commons.logging;ch.qos.logback
plugin.classloader.parent-first-patterns.default	1.15		List<String>	java.;org.apache.flink.;javax.annotation.;org.slf4j;org.apache.log4j;org.apache.logging;org.apache.commons.logging;ch.qos.logback
print-identifier	1.12		String				ddl
process.jobmanager.working-dir	1.15		String			process.working-dir
process.taskmanager.working-dir	1.15		String			process.working-dir
process.working-dir	1.15		String
property-version	1.12		Integer	1			ddl
provider	2.1		String				ddl
python.archives	1.12		String				python
python.client.executable	1.12		String	python			python
python.executable	1.12		String	python			python
python.execution-mode	1.15		String	process			python
python.files	1.12		String				python
python.fn-execution.arrow.batch.size	1.12	1.14	Integer	10000			python
python.fn-execution.arrow.batch.size	1.15		Integer	1000			python
python.fn-execution.bundle.size	1.12	1.14	Integer	100000			python
python.fn-execution.bundle.size	1.15		Integer	1000			python
python.fn-execution.bundle.time	1.12		Long	1000			python
python.fn-execution.memory.managed	1.12		Boolean	true			python
python.internal.archives-key-map	1.12		Map				python
python.internal.files-key-map	1.12		Map				python
python.internal.requirements-file-key	1.12		Map				python
python.job-options	1.15		Map				python
python.logging.default.level	2.3		String	INFO			python
python.logging.level.overrides	2.3		Map				python
python.loopback-server.address	1.15		String				python
python.map-state.iterate-response-batch-size	1.12		Integer	1000			python
python.map-state.read-cache-size	1.12		Integer	1000			python
python.map-state.write-cache-size	1.12		Integer	1000			python
python.metric.enabled	1.12		Boolean	true			python
python.operator-chaining.enabled	1.14		Boolean	true			python
python.profile.enabled	1.14		Boolean	false			python
python.pythonpath	1.18		String				python
python.requirements	1.12		String				python
python.state.cache-size	1.12		Integer	1000			python
python.systemenv.enabled	1.15		Boolean	true			python
queryable-state.client.network-threads	1.12	1.17	Integer	0	query.client.network-threads
queryable-state.client.network-threads	1.18		Integer	0	query.client.network-threads			deprecated
queryable-state.enable	1.12	1.17	Boolean	false
queryable-state.enable	1.18		Boolean	false				deprecated
queryable-state.proxy.network-threads	1.12	1.17	Integer	0	query.proxy.network-threads
queryable-state.proxy.network-threads	1.18		Integer	0	query.proxy.network-threads			deprecated
queryable-state.proxy.ports	1.12	1.17	String	9069	query.proxy.ports
queryable-state.proxy.ports	1.18		String	9069	query.proxy.ports			deprecated
queryable-state.proxy.query-threads	1.12	1.17	Integer	0	query.proxy.query-threads
queryable-state.proxy.query-threads	1.18		Integer	0	query.proxy.query-threads			deprecated
queryable-state.server.network-threads	1.12	1.17	Integer	0	query.server.network-threads
queryable-state.server.network-threads	1.18		Integer	0	query.server.network-threads			deprecated
queryable-state.server.ports	1.12	1.17	String	9067	query.server.ports
queryable-state.server.ports	1.18		String	9067	query.server.ports			deprecated
queryable-state.server.query-threads	1.12	1.17	Integer	0	query.server.query-threads
queryable-state.server.query-threads	1.18		Integer	0	query.server.query-threads			deprecated
quote-character	1.12		String	"			ddl
resourcemanager.job.timeout	1.12	1.19	String	5 minutes
resourcemanager.job.timeout	1.20		Duration	5 min
resourcemanager.previous-worker.recovery.timeout	1.16		Duration	0 s
resourcemanager.rpc.port	1.12		Integer	0
resourcemanager.standalone.start-up-time	1.12	1.19	Long	-1
resourcemanager.standalone.start-up-time	1.20		Duration
resourcemanager.start-worker.max-failure-rate	1.13		Double	10.0
resourcemanager.start-worker.retry-interval	1.13		Duration	3 s
resourcemanager.taskmanager-registration.timeout	1.13		Duration	5 min		taskmanager.registration.timeout
resourcemanager.taskmanager-release.wait.result.consumed	1.12	1.20	Boolean	true				deprecated
resourcemanager.taskmanager-timeout	1.12	1.19	Long	30000	slotmanager.taskmanager-timeout
resourcemanager.taskmanager-timeout	1.20		Duration	30 s	slotmanager.taskmanager-timeout
rest.address	1.12		String			jobmanager.rpc.address
rest.async.store-duration	1.15		Duration	5 min
rest.await-leader-timeout	1.12	1.19	Long	30000
rest.await-leader-timeout	1.20		Duration	30 s
rest.bind-address	1.12		String		jobmanager.web.address	web.address
rest.bind-port	1.12		String	8081	jobmanager.web.port,web.port	rest.port
rest.cache.checkpoint-statistics.size	1.18		Integer	1000
rest.cache.checkpoint-statistics.timeout	1.18		Duration	3 s		web.refresh-interval
rest.cache.execution-graph.timeout	2.3		Duration
rest.client.max-content-length	1.12		Integer	104857600
rest.connection-timeout	1.12	1.19	Long	15000
rest.connection-timeout	1.20		Duration	15 s
rest.flamegraph.cleanup-interval	1.13		Duration	10 min
rest.flamegraph.delay-between-samples	1.13		Duration	50 ms
rest.flamegraph.enabled	1.13		Boolean	false
rest.flamegraph.num-samples	1.13		Integer	100
rest.flamegraph.refresh-interval	1.13		Duration	1 min
rest.flamegraph.stack-depth	1.13		Integer	100
rest.idleness-timeout	1.12	1.19	Long	300000
rest.idleness-timeout	1.20		Duration	5 min
rest.path	1.19		String
rest.port	1.12		Integer	8081	web.port
rest.profiling.dir	1.19		String	/tmp
rest.profiling.duration-max	1.19		Duration	5 min
rest.profiling.enabled	1.19		Boolean	false
rest.profiling.history-size	1.19		Integer	10
rest.retry.delay	1.12	1.19	Long	3000
rest.retry.delay	1.20		Duration	3 s
rest.retry.max-attempts	1.12		Integer	20
rest.server.max-content-length	1.12		Integer	104857600
rest.server.numThreads	1.12		Integer	4
rest.server.thread-priority	1.12		Integer	5
rest.url-prefix	1.18		String	/
restart-strategy	1.12	1.16	String
restart-strategy.exponential-delay.attempts-before-reset-backoff	1.19		Integer	2147483647
restart-strategy.exponential-delay.backoff-multiplier	1.13	1.18	Double	2.0
restart-strategy.exponential-delay.backoff-multiplier	1.19		Double	1.5
restart-strategy.exponential-delay.initial-backoff	1.13		Duration	1 s
restart-strategy.exponential-delay.jitter-factor	1.13		Double	0.1
restart-strategy.exponential-delay.max-backoff	1.13	1.18	Duration	5 min
restart-strategy.exponential-delay.max-backoff	1.19		Duration	1 min
restart-strategy.exponential-delay.reset-backoff-threshold	1.13		Duration	1 h
restart-strategy.failure-rate.delay	1.12		Duration	1 s
restart-strategy.failure-rate.failure-rate-interval	1.12		Duration	1 min
restart-strategy.failure-rate.max-failures-per-interval	1.12		Integer	1
restart-strategy.fixed-delay.attempts	1.12		Integer	1
restart-strategy.fixed-delay.delay	1.12		Duration	1 s
restart-strategy.type	1.17		String		restart-strategy
retry-predicate	1.20		String				ddl
retry-strategy	1.20		Enum(FIXED_DELAY)				ddl
rows-per-second	1.12		Long	10000			ddl
s3.access-key	2.0		String			s3.access.key	s3
s3.endpoint	2.0		String				s3
s3.entropy.key	1.13		String				s3
s3.entropy.length	1.13		Integer	4			s3
s3.s5cmd.args	2.0		String	-r 0			s3
s3.s5cmd.batch.max-files	2.0		Integer	100			s3
s3.s5cmd.batch.max-size	2.0		MemorySize	1 gb			s3
s3.s5cmd.path	2.0		String				s3
s3.secret-key	2.0		String			s3.secret.key	s3
s3.upload.max.concurrent.uploads	1.13		Integer	2			s3
s3.upload.min.part.size	1.13		Long	5242880			s3
scan.parallelism	1.19		Integer				ddl
scan.watermark.alignment.group	1.18		String				ddl
scan.watermark.alignment.max-drift	1.18		Duration				ddl
scan.watermark.alignment.update-interval	1.18		Duration	1 s			ddl
scan.watermark.emit.strategy	1.18		Enum(on-event|on-periodic)	on-periodic			ddl
scan.watermark.idle-timeout	1.18		Duration				ddl
scheduler-mode	1.13		Enum(REACTIVE)
schema-include	1.12		Boolean	false			ddl
scope.variables.additional	1.15	1.15	Map				reporters
security.context.factory.classes	1.12		List<String>	org.apache.flink.runtime.security.contexts.HadoopSecurityContextFactory;org.apache.flink.runtime.security.contexts.NoOpSecurityContextFactory
security.delegation.token.provider.<serviceName>.enabled	1.17		Boolean	true
security.delegation.tokens.enabled	1.17		Boolean	true	security.kerberos.fetch.delegation-token
security.delegation.tokens.renewal.retry.backoff	1.17		Duration	1 h	security.kerberos.tokens.renewal.retry.backoff
security.delegation.tokens.renewal.time-ratio	1.17		Double	0.75	security.kerberos.tokens.renewal.time-ratio
security.kerberos.access.hadoopFileSystems	1.16		List<String>		yarn.security.kerberos.additionalFileSystems
security.kerberos.fetch.delegation-token	1.14	1.16	Boolean	true
security.kerberos.fetch.delegation-token	1.17	1.20	Boolean	true				deprecated
security.kerberos.krb5-conf.path	1.12		String
security.kerberos.login.contexts	1.12		String
security.kerberos.login.keytab	1.12		String		security.keytab
security.kerberos.login.principal	1.12		String		security.principal
security.kerberos.login.use-ticket-cache	1.12		Boolean	true
security.kerberos.relogin.period	1.16		Duration	1 min
security.kerberos.tokens.renewal.retry.backoff	1.16	1.16	Duration	1 h
security.kerberos.tokens.renewal.retry.backoff	1.17	1.20	Duration	1 h				deprecated
security.kerberos.tokens.renewal.time-ratio	1.16	1.16	Double	0.75
security.kerberos.tokens.renewal.time-ratio	1.17	1.20	Double	0.75				deprecated
security.module.factory.classes	1.12		List<String>	org.apache.flink.runtime.security.modules.HadoopModuleFactory;org.apache.flink.runtime.security.modules.JaasModuleFactory;org.apache.flink.runtime.security.modules.ZookeeperModuleFactory
security.ssl.algorithms	1.12	1.19	String	TLS_RSA_WITH_AES_128_CBC_SHA
security.ssl.algorithms	1.20		String	TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384
security.ssl.enabled	1.12	1.20	Boolean	false				deprecated
security.ssl.internal.cert.fingerprint	1.12		String
security.ssl.internal.close-notify-flush-timeout	1.12		Integer	-1	security.ssl.close-notify-flush-timeout
security.ssl.internal.enabled	1.12		Boolean	false
security.ssl.internal.handshake-timeout	1.12		Integer	-1	security.ssl.handshake-timeout
security.ssl.internal.key-password	1.12		String
security.ssl.internal.keystore	1.12		String
security.ssl.internal.keystore-password	1.12		String
security.ssl.internal.keystore-type	1.20		String	pkcs12
security.ssl.internal.session-cache-size	1.12		Integer	-1	security.ssl.session-cache-size
security.ssl.internal.session-timeout	1.12		Integer	-1	security.ssl.session-timeout
security.ssl.internal.truststore	1.12		String
security.ssl.internal.truststore-password	1.12		String
security.ssl.internal.truststore-type	1.20		String	pkcs12
security.ssl.key-password	1.12		String
security.ssl.keystore	1.12		String
security.ssl.keystore-password	1.12		String
security.ssl.protocol	1.12		String	TLSv1.2
security.ssl.provider	1.12		String	JDK
security.ssl.rest.authentication-enabled	1.12		Boolean	false
security.ssl.rest.cert.fingerprint	1.12		String
security.ssl.rest.enabled	1.12		Boolean	false
security.ssl.rest.key-password	1.12		String
security.ssl.rest.keystore	1.12		String
security.ssl.rest.keystore-password	1.12		String
security.ssl.rest.keystore-type	1.20		String	pkcs12
security.ssl.rest.truststore	1.12		String
security.ssl.rest.truststore-password	1.12		String
security.ssl.rest.truststore-type	1.20		String	pkcs12
security.ssl.rest.verify-hostname	2.3		Boolean	false
security.ssl.truststore	1.12		String
security.ssl.truststore-password	1.12		String
security.ssl.verify-hostname	1.12	2.2	Boolean	true
security.ssl.verify-hostname	2.3		Boolean	false				deprecated
shuffle	2.0		Boolean	false			ddl
shuffle-service-factory.class	1.12		String	org.apache.flink.runtime.io.network.NettyShuffleServiceFactory
sink.batch.max-size	1.15		Integer				ddl
sink.committer.retries	1.19		Integer	10
sink.flush-buffer.size	1.15		Long				ddl
sink.flush-buffer.timeout	1.15		Long				ddl
sink.parallelism	1.12		Integer				ddl
sink.partition-commit.delay	1.12		Duration	0 s			ddl
sink.partition-commit.policy.class	1.12		String				ddl
sink.partition-commit.policy.class.parameters	1.18		List<String>				ddl
sink.partition-commit.policy.kind	1.12		String				ddl
sink.partition-commit.success-file.name	1.12		String	_SUCCESS			ddl
sink.partition-commit.trigger	1.12	1.13	String	process-time			ddl
sink.partition-commit.trigger	1.14		Enum(process-time|partition-time)	process-time			ddl
sink.partition-commit.watermark-time-zone	1.13		String	UTC			ddl
sink.requests.max-buffered	1.15		Integer				ddl
sink.requests.max-inflight	1.15		Integer				ddl
sink.rolling-policy.check-interval	1.12		Duration	1 min			ddl
sink.rolling-policy.file-size	1.12		MemorySize	128 mb			ddl
sink.rolling-policy.inactivity-interval	1.15		Duration	30 min			ddl
sink.rolling-policy.rollover-interval	1.12		Duration	30 min			ddl
sink.shuffle-by-partition.enable	1.12		Boolean	false			ddl
slot.idle.timeout	1.12	1.19	Long	50000
slot.idle.timeout	1.20		Duration	50 s
slot.request.max-interval	2.0		Duration	20 ms
slot.request.timeout	1.12	1.19	Long	300000
slot.request.timeout	1.20		Duration	5 min
slotmanager.declare-needed-resource.delay	1.17		Duration	50 ms
slotmanager.max-total-resource.cpu	1.13		Double
slotmanager.max-total-resource.memory	1.13		MemorySize
slotmanager.min-total-resource.cpu	1.19		Double
slotmanager.min-total-resource.memory	1.19		MemorySize
slotmanager.number-of-slots.max	1.12		Integer	2147483647
slotmanager.number-of-slots.min	1.19		Integer	0
slotmanager.redundant-taskmanager-num	1.12		Integer	0
slotmanager.request-timeout	1.12	1.17	Long	-1				deprecated
slotmanager.requirement-check.delay	1.16		Duration	50 ms
slotmanager.taskmanager-timeout	1.12	1.20	Long	30000				deprecated
slow-task-detector.check-interval	1.16		Duration	1 s
slow-task-detector.execution-time.baseline-lower-bound	1.16		Duration	1 min
slow-task-detector.execution-time.baseline-multiplier	1.16		Double	1.5
slow-task-detector.execution-time.baseline-ratio	1.16		Double	0.75
source.file.records.fetch-size	1.12	1.14	Integer	128
source.file.records.fetch-size	1.15	1.20	Integer	128				deprecated
source.file.stream.io-fetch-size	1.12		MemorySize	1 mb
source.monitor-interval	1.15		Duration				ddl
source.path.regex-pattern	1.18		String				ddl
source.reader.close.timeout	1.12		Long	30000
source.reader.element.queue.capacity	1.12		Integer	2
source.report-statistics	1.16		Enum(NONE|ALL)	ALL			ddl
sql-client.display.color-schema	1.18		String	DEFAULT			sql-client
sql-client.display.max-column-width	1.14	1.17	Integer	30			sql-client
sql-client.display.max-column-width	1.18	1.19	Integer	30		table.display.max-column-width	sql-client
sql-client.display.max-column-width	1.20	1.20	Integer	30		table.display.max-column-width	sql-client	deprecated
sql-client.display.print-time-cost	1.19		Boolean	true			sql-client
sql-client.display.show-line-numbers	1.18		Boolean	false			sql-client
sql-client.execution.max-table-result.rows	1.13		Integer	1000000			sql-client
sql-client.execution.result-mode	1.13		Enum(TABLE|CHANGELOG|TABLEAU)	TABLE			sql-client
sql-client.verbose	1.13		Boolean	false			sql-client
sql-gateway.endpoint.type	1.16		List<String>	rest			table
sql-gateway.session.check-interval	1.16		Duration	1 min			sql-gateway
sql-gateway.session.idle-timeout	1.16		Duration	10 min			sql-gateway
sql-gateway.session.max-num	1.16		Integer	1000000			sql-gateway
sql-gateway.session.plan-cache.enabled	1.19		Boolean	false			sql-gateway
sql-gateway.session.plan-cache.size	1.19		Integer	100			sql-gateway
sql-gateway.session.plan-cache.ttl	1.19		Duration	1 h			sql-gateway
sql-gateway.worker.keepalive-time	1.16		Duration	5 min			sql-gateway
sql-gateway.worker.threads.max	1.16		Integer	500			sql-gateway
sql-gateway.worker.threads.min	1.16		Integer	5			sql-gateway
standard-error	1.12		Boolean	false			ddl
state.backend	1.12	1.16	String
state.backend.async	1.12	1.12	Boolean	true
state.backend.async	1.13	1.20	Boolean	true				deprecated
state.backend.changelog.enabled	1.13	1.19	Boolean	false
state.backend.changelog.enabled_for_application	1.16	1.18	Boolean
state.backend.changelog.max-failures-allowed	1.15	1.19	Integer	3
state.backend.changelog.periodic-materialize.enabled	1.19	1.19	Boolean	true
state.backend.changelog.periodic-materialize.interval	1.15	1.19	Duration	10 min
state.backend.changelog.storage	1.14	1.19	String	memory
state.backend.forst.block.blocksize	2.0		MemorySize	4 kb
state.backend.forst.block.cache-size	2.0		MemorySize	8 mb
state.backend.forst.block.metadata-blocksize	2.0		MemorySize	4 kb
state.backend.forst.bloom-filter.bits-per-key	2.0		Double	10.0
state.backend.forst.bloom-filter.block-based-mode	2.0		Boolean	false
state.backend.forst.cache.dir	2.0		String
state.backend.forst.cache.lru.access-before-promote	2.0		Integer	6
state.backend.forst.cache.lru.promote-limit	2.0		Integer	3
state.backend.forst.cache.reserve-size	2.0		MemorySize	256 mb
state.backend.forst.cache.size-based-limit	2.0		MemorySize	0 bytes
state.backend.forst.compaction.filter.periodic-compaction-time	2.0		Duration	30 d
state.backend.forst.compaction.filter.query-time-after-num-entries	2.0		Long	1000
state.backend.forst.compaction.level.max-size-level-base	2.0		MemorySize	256 mb
state.backend.forst.compaction.level.target-file-size-base	2.0		MemorySize	64 mb
state.backend.forst.compaction.level.use-dynamic-size	2.0		Boolean	false
state.backend.forst.compaction.style	2.0		Enum(LEVEL|UNIVERSAL|FIFO|NONE)	LEVEL
state.backend.forst.compression.per.level	2.0		List<Enum(NO_COMPRESSION|SNAPPY_COMPRESSION|ZLIB_COMPRESSION|BZLIB2_COMPRESSION|LZ4_COMPRESSION|LZ4HC_COMPRESSION|XPRESS_COMPRESSION|ZSTD_COMPRESSION|DISABLE_COMPRESSION_OPTION)>	SNAPPY_COMPRESSION
state.backend.forst.executor.inline-coordinator	2.0		Boolean	false
state.backend.forst.executor.inline-write	2.0		Boolean	true
state.backend.forst.executor.read-io-parallelism	2.0		Integer	3
state.backend.forst.executor.write-io-parallelism	2.0		Integer	1
state.backend.forst.files.open	2.0		Integer	-1
state.backend.forst.local-dir	2.0		String
state.backend.forst.log.dir	2.0		String
state.backend.forst.log.file-num	2.0		Integer	4
state.backend.forst.log.level	2.0		Enum(DEBUG_LEVEL|INFO_LEVEL|WARN_LEVEL|ERROR_LEVEL|FATAL_LEVEL|HEADER_LEVEL|NUM_INFO_LOG_LEVELS)	INFO_LEVEL
state.backend.forst.log.max-file-size	2.0		MemorySize	25 mb
state.backend.forst.memory.fixed-per-slot	2.0		MemorySize
state.backend.forst.memory.fixed-per-tm	2.0		MemorySize
state.backend.forst.memory.high-prio-pool-ratio	2.0		Double	0.1
state.backend.forst.memory.managed	2.0		Boolean	true
state.backend.forst.memory.partitioned-index-filters	2.0		Boolean	true
state.backend.forst.memory.write-buffer-ratio	2.0		Double	0.5
state.backend.forst.metrics.actual-delayed-write-rate	2.0		Boolean	false
state.backend.forst.metrics.background-errors	2.0		Boolean	false
state.backend.forst.metrics.block-cache-capacity	2.0		Boolean	false
state.backend.forst.metrics.block-cache-hit	2.0		Boolean	false
state.backend.forst.metrics.block-cache-miss	2.0		Boolean	false
state.backend.forst.metrics.block-cache-pinned-usage	2.0		Boolean	false
state.backend.forst.metrics.block-cache-usage	2.0		Boolean	false
state.backend.forst.metrics.bloom-filter-full-positive	2.0		Boolean	false
state.backend.forst.metrics.bloom-filter-full-true-positive	2.0		Boolean	false
state.backend.forst.metrics.bloom-filter-useful	2.0		Boolean	false
state.backend.forst.metrics.bytes-read	2.0		Boolean	false
state.backend.forst.metrics.bytes-written	2.0		Boolean	false
state.backend.forst.metrics.column-family-as-variable	2.0		Boolean	false
state.backend.forst.metrics.compaction-pending	2.0		Boolean	false
state.backend.forst.metrics.compaction-read-bytes	2.0		Boolean	false
state.backend.forst.metrics.compaction-write-bytes	2.0		Boolean	false
state.backend.forst.metrics.cur-size-active-mem-table	2.0		Boolean	false
state.backend.forst.metrics.cur-size-all-mem-tables	2.0		Boolean	false
state.backend.forst.metrics.estimate-live-data-size	2.0		Boolean	false
state.backend.forst.metrics.estimate-num-keys	2.0		Boolean	false
state.backend.forst.metrics.estimate-pending-compaction-bytes	2.0		Boolean	false
state.backend.forst.metrics.estimate-table-readers-mem	2.0		Boolean	false
state.backend.forst.metrics.is-write-stopped	2.0		Boolean	false
state.backend.forst.metrics.iter-bytes-read	2.0		Boolean	false
state.backend.forst.metrics.live-sst-files-size	2.0		Boolean	false
state.backend.forst.metrics.mem-table-flush-pending	2.0		Boolean	false
state.backend.forst.metrics.num-deletes-active-mem-table	2.0		Boolean	false
state.backend.forst.metrics.num-deletes-imm-mem-tables	2.0		Boolean	false
state.backend.forst.metrics.num-entries-active-mem-table	2.0		Boolean	false
state.backend.forst.metrics.num-entries-imm-mem-tables	2.0		Boolean	false
state.backend.forst.metrics.num-files-at-level	2.0		Boolean	false
state.backend.forst.metrics.num-immutable-mem-table	2.0		Boolean	false
state.backend.forst.metrics.num-live-versions	2.0		Boolean	false
state.backend.forst.metrics.num-running-compactions	2.0		Boolean	false
state.backend.forst.metrics.num-running-flushes	2.0		Boolean	false
state.backend.forst.metrics.num-snapshots	2.0		Boolean	false
state.backend.forst.metrics.size-all-mem-tables	2.0		Boolean	false
state.backend.forst.metrics.stall-micros	2.0		Boolean	false
state.backend.forst.metrics.total-sst-files-size	2.0		Boolean	false
state.backend.forst.options-factory	2.0		String
state.backend.forst.primary-dir	2.0		String	checkpoint-dir
state.backend.forst.rescaling.use-delete-files-in-range	2.0		Boolean	false
state.backend.forst.restore-overlap-fraction-threshold	2.0		Double	0.0
state.backend.forst.sync.enforce-local	2.0		Boolean	true
state.backend.forst.thread.num	2.0		Integer	2
state.backend.forst.timer-service.cache-size	2.0		Integer	128
state.backend.forst.timer-service.factory	2.0		Enum(HEAP|ForStDB)	ForStDB
state.backend.forst.use-bloom-filter	2.0		Boolean	false
state.backend.forst.use-ingest-db-restore-mode	2.0		Boolean	false
state.backend.forst.write-batch-size	2.0		MemorySize	2 mb
state.backend.forst.writebuffer.count	2.0		Integer	2
state.backend.forst.writebuffer.number-to-merge	2.0		Integer	1
state.backend.forst.writebuffer.size	2.0		MemorySize	64 mb
state.backend.fs.memory-threshold	1.12	1.12	MemorySize	20 kb
state.backend.fs.write-buffer-size	1.12	1.12	Integer	4096
state.backend.incremental	1.12	1.19	Boolean	false
state.backend.latency-track.history-size	1.13	1.19	Integer	128
state.backend.latency-track.history-size	1.20	1.20	Integer	128				deprecated
state.backend.latency-track.keyed-state-enabled	1.13	1.19	Boolean	false
state.backend.latency-track.keyed-state-enabled	1.20	1.20	Boolean	false				deprecated
state.backend.latency-track.sample-interval	1.13	1.19	Integer	100
state.backend.latency-track.sample-interval	1.20	1.20	Integer	100				deprecated
state.backend.latency-track.state-name-as-variable	1.13	1.14	Boolean	false
state.backend.latency-track.state-name-as-variable	1.15	1.19	Boolean	true
state.backend.latency-track.state-name-as-variable	1.20	1.20	Boolean	true				deprecated
state.backend.local-recovery	1.12	1.19	Boolean	false
state.backend.local-recovery	1.20	1.20	Boolean	false				deprecated
state.backend.rocksdb.block.blocksize	1.12	1.14	MemorySize
state.backend.rocksdb.block.blocksize	1.15		MemorySize	4 kb
state.backend.rocksdb.block.cache-size	1.12	1.14	MemorySize
state.backend.rocksdb.block.cache-size	1.15		MemorySize	8 mb
state.backend.rocksdb.block.metadata-blocksize	1.13	1.14	MemorySize
state.backend.rocksdb.block.metadata-blocksize	1.15		MemorySize	4 kb
state.backend.rocksdb.bloom-filter.bits-per-key	1.14		Double	10.0
state.backend.rocksdb.bloom-filter.block-based-mode	1.14		Boolean	false
state.backend.rocksdb.checkpoint.transfer.thread.num	1.12	1.12	Integer	1
state.backend.rocksdb.checkpoint.transfer.thread.num	1.13		Integer	4
state.backend.rocksdb.compaction.filter.periodic-compaction-time	2.0		Duration	30 d
state.backend.rocksdb.compaction.filter.query-time-after-num-entries	2.0		Long	1000
state.backend.rocksdb.compaction.level.max-size-level-base	1.12	1.14	MemorySize
state.backend.rocksdb.compaction.level.max-size-level-base	1.15		MemorySize	256 mb
state.backend.rocksdb.compaction.level.target-file-size-base	1.12	1.14	MemorySize
state.backend.rocksdb.compaction.level.target-file-size-base	1.15		MemorySize	64 mb
state.backend.rocksdb.compaction.level.use-dynamic-size	1.12	1.14	Boolean
state.backend.rocksdb.compaction.level.use-dynamic-size	1.15		Boolean	false
state.backend.rocksdb.compaction.style	1.12	1.13	Enum(LEVEL|UNIVERSAL|FIFO)
state.backend.rocksdb.compaction.style	1.14	1.14	Enum(LEVEL|UNIVERSAL|FIFO|NONE)
state.backend.rocksdb.compaction.style	1.15		Enum(LEVEL|UNIVERSAL|FIFO|NONE)	LEVEL
state.backend.rocksdb.compression.per.level	1.19		List<Enum(NO_COMPRESSION|SNAPPY_COMPRESSION|ZLIB_COMPRESSION|BZLIB2_COMPRESSION|LZ4_COMPRESSION|LZ4HC_COMPRESSION|XPRESS_COMPRESSION|ZSTD_COMPRESSION|DISABLE_COMPRESSION_OPTION)>	SNAPPY_COMPRESSION
state.backend.rocksdb.files.open	1.12	1.14	Integer
state.backend.rocksdb.files.open	1.15		Integer	-1
state.backend.rocksdb.incremental-restore-async-compact-after-rescale	1.20		Boolean	false
state.backend.rocksdb.localdir	1.12	1.20	String		state.backend.rocksdb.checkpointdir
state.backend.rocksdb.localdir	2.0		String
state.backend.rocksdb.log.dir	1.14		String
state.backend.rocksdb.log.file-num	1.14	1.14	Integer
state.backend.rocksdb.log.file-num	1.15		Integer	4
state.backend.rocksdb.log.level	1.13	1.14	Enum(DEBUG_LEVEL|INFO_LEVEL|WARN_LEVEL|ERROR_LEVEL|FATAL_LEVEL|HEADER_LEVEL|NUM_INFO_LOG_LEVELS)
state.backend.rocksdb.log.level	1.15		Enum(DEBUG_LEVEL|INFO_LEVEL|WARN_LEVEL|ERROR_LEVEL|FATAL_LEVEL|HEADER_LEVEL|NUM_INFO_LOG_LEVELS)	INFO_LEVEL
state.backend.rocksdb.log.max-file-size	1.14	1.14	MemorySize
state.backend.rocksdb.log.max-file-size	1.15		MemorySize	25 mb
state.backend.rocksdb.manual-compaction.max-auto-compactions	1.20		Integer	30
state.backend.rocksdb.manual-compaction.max-file-size-to-compact	1.20		MemorySize	50 kb
state.backend.rocksdb.manual-compaction.max-files-to-compact	1.20		Integer	30
state.backend.rocksdb.manual-compaction.max-output-file-size	1.20		MemorySize	64 mb
state.backend.rocksdb.manual-compaction.max-parallel-compactions	1.20		Integer	5
state.backend.rocksdb.manual-compaction.min-files-to-compact	1.20		Integer	5
state.backend.rocksdb.manual-compaction.min-interval	1.20		Duration	0 s
state.backend.rocksdb.memory.fixed-per-slot	1.12		MemorySize
state.backend.rocksdb.memory.fixed-per-tm	1.17		MemorySize
state.backend.rocksdb.memory.high-prio-pool-ratio	1.12		Double	0.1
state.backend.rocksdb.memory.managed	1.12		Boolean	true
state.backend.rocksdb.memory.partitioned-index-filters	1.13		Boolean	false
state.backend.rocksdb.memory.write-buffer-ratio	1.12		Double	0.5
state.backend.rocksdb.metrics.actual-delayed-write-rate	1.12		Boolean	false
state.backend.rocksdb.metrics.background-errors	1.12		Boolean	false
state.backend.rocksdb.metrics.block-cache-capacity	1.12		Boolean	false
state.backend.rocksdb.metrics.block-cache-hit	1.16		Boolean	false
state.backend.rocksdb.metrics.block-cache-miss	1.16		Boolean	false
state.backend.rocksdb.metrics.block-cache-pinned-usage	1.12		Boolean	false
state.backend.rocksdb.metrics.block-cache-usage	1.12		Boolean	false
state.backend.rocksdb.metrics.bloom-filter-full-positive	1.20		Boolean	false
state.backend.rocksdb.metrics.bloom-filter-full-true-positive	1.20		Boolean	false
state.backend.rocksdb.metrics.bloom-filter-useful	1.20		Boolean	false
state.backend.rocksdb.metrics.bytes-read	1.16		Boolean	false
state.backend.rocksdb.metrics.bytes-written	1.16		Boolean	false
state.backend.rocksdb.metrics.column-family-as-variable	1.12		Boolean	false
state.backend.rocksdb.metrics.compaction-pending	1.12		Boolean	false
state.backend.rocksdb.metrics.compaction-read-bytes	1.16		Boolean	false
state.backend.rocksdb.metrics.compaction-write-bytes	1.16		Boolean	false
state.backend.rocksdb.metrics.cur-size-active-mem-table	1.12		Boolean	false
state.backend.rocksdb.metrics.cur-size-all-mem-tables	1.12		Boolean	false
state.backend.rocksdb.metrics.estimate-live-data-size	1.12		Boolean	false
state.backend.rocksdb.metrics.estimate-num-keys	1.12		Boolean	false
state.backend.rocksdb.metrics.estimate-pending-compaction-bytes	1.12		Boolean	false
state.backend.rocksdb.metrics.estimate-table-readers-mem	1.12		Boolean	false
state.backend.rocksdb.metrics.is-write-stopped	1.12		Boolean	false
state.backend.rocksdb.metrics.iter-bytes-read	1.16		Boolean	false
state.backend.rocksdb.metrics.live-sst-files-size	1.14		Boolean	false
state.backend.rocksdb.metrics.mem-table-flush-pending	1.12		Boolean	false
state.backend.rocksdb.metrics.num-deletes-active-mem-table	1.12		Boolean	false
state.backend.rocksdb.metrics.num-deletes-imm-mem-tables	1.12		Boolean	false
state.backend.rocksdb.metrics.num-entries-active-mem-table	1.12		Boolean	false
state.backend.rocksdb.metrics.num-entries-imm-mem-tables	1.12		Boolean	false
state.backend.rocksdb.metrics.num-files-at-level	1.20		Boolean	false
state.backend.rocksdb.metrics.num-immutable-mem-table	1.12		Boolean	false
state.backend.rocksdb.metrics.num-live-versions	1.12		Boolean	false
state.backend.rocksdb.metrics.num-running-compactions	1.12		Boolean	false
state.backend.rocksdb.metrics.num-running-flushes	1.12		Boolean	false
state.backend.rocksdb.metrics.num-snapshots	1.12		Boolean	false
state.backend.rocksdb.metrics.size-all-mem-tables	1.12		Boolean	false
state.backend.rocksdb.metrics.stall-micros	1.16		Boolean	false
state.backend.rocksdb.metrics.total-sst-files-size	1.12		Boolean	false
state.backend.rocksdb.options-factory	1.12	1.14	String	org.apache.flink.contrib.streaming.state.DefaultConfigurableOptionsFactory
state.backend.rocksdb.options-factory	1.15		String
state.backend.rocksdb.predefined-options	1.12		String	DEFAULT
state.backend.rocksdb.rescaling.use-delete-files-in-range	1.20		Boolean	false
state.backend.rocksdb.restore-overlap-fraction-threshold	1.16		Double	0.0
state.backend.rocksdb.thread.num	1.12	1.14	Integer
state.backend.rocksdb.thread.num	1.15		Integer	2
state.backend.rocksdb.timer-service.cache-size	1.19		Integer	128
state.backend.rocksdb.timer-service.factory	1.12		Enum(HEAP|ROCKSDB)	ROCKSDB
state.backend.rocksdb.use-bloom-filter	1.14		Boolean	false
state.backend.rocksdb.use-ingest-db-restore-mode	1.20		Boolean	false
state.backend.rocksdb.write-batch-size	1.12		MemorySize	2 mb
state.backend.rocksdb.writebuffer.count	1.12	1.14	Integer
state.backend.rocksdb.writebuffer.count	1.15		Integer	2
state.backend.rocksdb.writebuffer.number-to-merge	1.12	1.14	Integer
state.backend.rocksdb.writebuffer.number-to-merge	1.15		Integer	1
state.backend.rocksdb.writebuffer.size	1.12	1.14	MemorySize
state.backend.rocksdb.writebuffer.size	1.15		MemorySize	64 mb
state.backend.type	1.17	1.18	String		state.backend
state.backend.type	1.19		String	hashmap	state.backend
state.changelog.dstl.dfs.base-path	1.20		String		dstl.dfs.base-path
state.changelog.dstl.dfs.batch.persist-delay	1.20		Duration	10 ms	dstl.dfs.batch.persist-delay
state.changelog.dstl.dfs.batch.persist-size-threshold	1.20		MemorySize	10 mb	dstl.dfs.batch.persist-size-threshold
state.changelog.dstl.dfs.compression.enabled	1.20		Boolean	false	dstl.dfs.compression.enabled
state.changelog.dstl.dfs.discard.num-threads	1.20		Integer	1	dstl.dfs.discard.num-threads
state.changelog.dstl.dfs.download.local-cache.idle-timeout-ms	1.20		Duration	10 min	dstl.dfs.download.local-cache.idle-timeout-ms
state.changelog.dstl.dfs.preemptive-persist-threshold	1.20		MemorySize	5 mb	dstl.dfs.preemptive-persist-threshold
state.changelog.dstl.dfs.upload.buffer-size	1.20		MemorySize	1 mb	dstl.dfs.upload.buffer-size
state.changelog.dstl.dfs.upload.max-attempts	1.20		Integer	3	dstl.dfs.upload.max-attempts
state.changelog.dstl.dfs.upload.max-in-flight	1.20		MemorySize	100 mb	dstl.dfs.upload.max-in-flight
state.changelog.dstl.dfs.upload.next-attempt-delay	1.20		Duration	500 ms	dstl.dfs.upload.next-attempt-delay
state.changelog.dstl.dfs.upload.num-threads	1.20		Integer	5	dstl.dfs.upload.num-threads
state.changelog.dstl.dfs.upload.retry-policy	1.20		String	fixed	dstl.dfs.upload.retry-policy
state.changelog.dstl.dfs.upload.timeout	1.20		Duration	1 s	dstl.dfs.upload.timeout
state.changelog.enabled	1.20		Boolean	false	state.backend.changelog.enabled
state.changelog.max-failures-allowed	1.20		Integer	3	state.backend.changelog.max-failures-allowed
state.changelog.periodic-materialize.enabled	1.20		Boolean	true	state.backend.changelog.periodic-materialize.enabled
state.changelog.periodic-materialize.interval	1.20		Duration	10 min	state.backend.changelog.periodic-materialize.interval
state.changelog.storage	1.20		String	memory	state.backend.changelog.storage
state.checkpoint-storage	1.13	1.19	String
state.checkpoint.cleaner.parallel-mode	1.19	1.19	Boolean	true
state.checkpoints.create-subdir	1.19	1.19	Boolean	true
state.checkpoints.dir	1.12	1.19	String		state.backend.fs.checkpointdir
state.checkpoints.num-retained	1.12	1.19	Integer	1
state.latency-track.history-size	1.20		Integer	128	state.backend.latency-track.history-size
state.latency-track.keyed-state-enabled	1.20		Boolean	false	state.backend.latency-track.keyed-state-enabled
state.latency-track.sample-interval	1.20		Integer	100	state.backend.latency-track.sample-interval
state.latency-track.state-name-as-variable	1.20		Boolean	true	state.backend.latency-track.state-name-as-variable
state.savepoints.dir	1.12	1.19	String		savepoints.state.backend.fs.dir
state.size-track.history-size	2.1		Integer	128
state.size-track.keyed-state-enabled	2.1		Boolean	false
state.size-track.sample-interval	2.1		Integer	100
state.size-track.state-name-as-variable	2.1		Boolean	true
state.storage.fs.memory-threshold	1.13	1.19	MemorySize	20 kb	state.backend.fs.memory-threshold
state.storage.fs.write-buffer-size	1.13	1.19	Integer	4096	state.backend.fs.write-buffer-size
statebackend.useManagedMemory	1.12		Boolean
streaming-source.consume-start-offset	1.12	1.14	String				ddl
streaming-source.enable	1.12	1.14	Boolean	false			ddl
streaming-source.monitor-interval	1.12	1.14	Duration				ddl
streaming-source.partition-order	1.12	1.13	String	partition-name	streaming-source.consume-order		ddl
streaming-source.partition-order	1.14	1.14	Enum(create-time|partition-time|partition-name)	partition-name	streaming-source.consume-order		ddl
streaming-source.partition.include	1.12	1.14	String	all			ddl
table	1.20		String				ddl
table.builtin-catalog-name	1.15		String	default_catalog			table
table.builtin-database-name	1.15		String	default_database			table
table.catalog-modification.listeners	1.18		List<String>				table
table.catalog-store.kind	1.18		String	generic_in_memory			table
table.column-expansion-strategy	1.19		List<Enum(EXCLUDE_ALIASED_VIRTUAL_METADATA_COLUMNS|EXCLUDE_DEFAULT_VIRTUAL_METADATA_COLUMNS)>				table
table.display.max-column-width	1.18		Integer	30			table
table.dml-sync	1.13		Boolean	false			table
table.dynamic-table-options.enabled	1.12	1.13	Boolean	false			table
table.dynamic-table-options.enabled	1.14		Boolean	true			table
table.exec.async-lookup.buffer-capacity	1.12		Integer	100			table
table.exec.async-lookup.key-ordered-enabled	2.1		Boolean	false			table
table.exec.async-lookup.output-mode	1.16		Enum(ORDERED|ALLOW_UNORDERED)	ORDERED			table
table.exec.async-lookup.timeout	1.12		Duration	3 min			table
table.exec.async-ml-predict.max-concurrent-operations	2.1		Integer	10			table
table.exec.async-ml-predict.output-mode	2.1		Enum(ORDERED|ALLOW_UNORDERED)	ORDERED			table
table.exec.async-ml-predict.timeout	2.1		Duration	3 min			table
table.exec.async-scalar.buffer-capacity	1.19	2.1	Integer	10			table
table.exec.async-scalar.max-attempts	1.19		Integer	3			table
table.exec.async-scalar.max-concurrent-operations	2.2		Integer	10	table.exec.async-scalar.buffer-capacity		table
table.exec.async-scalar.retry-delay	1.19		Duration	100 ms			table
table.exec.async-scalar.retry-strategy	1.19		Enum(NO_RETRY|FIXED_DELAY)	FIXED_DELAY			table
table.exec.async-scalar.timeout	1.19		Duration	3 min			table
table.exec.async-state.enabled	2.0		Boolean	false			table
table.exec.async-table.max-concurrent-operations	2.2		Integer	10			table
table.exec.async-table.max-retries	2.2		Integer	3			table
table.exec.async-table.retry-delay	2.2		Duration	100 ms			table
table.exec.async-table.retry-strategy	2.2		Enum(NO_RETRY|FIXED_DELAY)	FIXED_DELAY			table
table.exec.async-table.timeout	2.2		Duration	3 min			table
table.exec.async-vector-search.max-concurrent-operations	2.2		Integer	10			table
table.exec.async-vector-search.output-mode	2.2		Enum(ORDERED|ALLOW_UNORDERED)	ORDERED			table
table.exec.async-vector-search.timeout	2.2		Duration	3 min			table
table.exec.deduplicate.insert-update-after-sensitive-enabled	1.15	1.20	Boolean	true	table.exec.deduplicate.insert-and-updateafter-sensitive.enabled		table
table.exec.deduplicate.insert-update-after-sensitive-enabled	2.0		Boolean	true			table
table.exec.deduplicate.mini-batch.compact-changes	1.14	1.14	Boolean	false			table
table.exec.deduplicate.mini-batch.compact-changes-enabled	1.15	1.20	Boolean	false	table.exec.deduplicate.mini-batch.compact-changes.enabled		table
table.exec.deduplicate.mini-batch.compact-changes-enabled	2.0		Boolean	false			table
table.exec.delta-join.cache-enabled	2.2		Boolean	true			table
table.exec.delta-join.left.cache-size	2.2		Long	10000			table
table.exec.delta-join.right.cache-size	2.2		Long	10000			table
table.exec.disabled-operators	1.12		String				table
table.exec.insert-and-updateafter-sensitive	1.13	1.14	Boolean	true			table
table.exec.interval-join.min-cleanup-interval	1.18		Duration	0 s			table
table.exec.legacy-cast-behaviour	1.15		Enum(ENABLED|DISABLED)	DISABLED			table
table.exec.legacy-transformation-uids	1.15	1.20	Boolean	false			table	deprecated
table.exec.local-hash-agg.adaptive.distinct-value-rate-threshold	1.20		Double	0.5			table
table.exec.local-hash-agg.adaptive.enabled	1.20		Boolean	true			table
table.exec.local-hash-agg.adaptive.sampling-threshold	1.20		Long	500000			table
table.exec.mini-batch.allow-latency	1.12		Duration	0 s			table
table.exec.mini-batch.enabled	1.12		Boolean	false			table
table.exec.mini-batch.size	1.12		Long	-1			table
table.exec.non-temporal-sort.enabled	1.13	1.14	Boolean	false			table
table.exec.operator-fusion-codegen.enabled	1.18		Boolean	false			table
table.exec.rank.topn-cache-size	1.15	1.20	Long	10000	table.exec.topn-cache-size		table
table.exec.rank.topn-cache-size	2.0		Long	10000			table
table.exec.resource.default-parallelism	1.12		Integer	-1			table
table.exec.resource.external-buffer-memory	1.12	1.12	String	10 mb			table
table.exec.resource.external-buffer-memory	1.13		MemorySize	10 mb			table
table.exec.resource.hash-agg.memory	1.12	1.12	String	128 mb			table
table.exec.resource.hash-agg.memory	1.13		MemorySize	128 mb			table
table.exec.resource.hash-join.memory	1.12	1.12	String	128 mb			table
table.exec.resource.hash-join.memory	1.13		MemorySize	128 mb			table
table.exec.resource.sort.memory	1.12	1.12	String	128 mb			table
table.exec.resource.sort.memory	1.13		MemorySize	128 mb			table
table.exec.shuffle-mode	1.12	1.13	String	ALL_EDGES_BLOCKING			table
table.exec.shuffle-mode	1.14	1.20	String				table	deprecated
table.exec.simplify-operator-name-enabled	1.15		Boolean	true			table
table.exec.sink.keyed-shuffle	1.15		Enum(NONE|AUTO|FORCE)	AUTO			table
table.exec.sink.nested-constraint-enforcer	2.1		Enum(IGNORE|ROWS|ROWS_AND_COLLECTIONS)	IGNORE			table
table.exec.sink.not-null-enforcer	1.12		Enum(ERROR|DROP)	ERROR			table
table.exec.sink.require-on-conflict	2.3		Boolean	true			table
table.exec.sink.rowtime-inserter	1.18		Enum(ENABLED|DISABLED)	ENABLED			table
table.exec.sink.type-length-enforcer	1.15	2.0	Enum(IGNORE|TRIM_PAD)	IGNORE			table
table.exec.sink.type-length-enforcer	2.1		Enum(IGNORE|TRIM_PAD|ERROR)	IGNORE			table
table.exec.sink.upsert-materialize	1.13		Enum(NONE|AUTO|FORCE)	AUTO			table
table.exec.sink.upsert-materialize-strategy.adaptive.threshold.high	2.2		Long				table
table.exec.sink.upsert-materialize-strategy.adaptive.threshold.low	2.2		Long				table
table.exec.sink.upsert-materialize-strategy.type	2.2		Enum(LEGACY|MAP|VALUE|ADAPTIVE)	LEGACY			table
table.exec.sort.async-merge-enabled	1.12		Boolean	true			table
table.exec.sort.default-limit	1.12		Integer	-1			table
table.exec.sort.max-num-file-handles	1.12		Integer	128			table
table.exec.source.cdc-events-duplicate	1.12		Boolean	false			table
table.exec.source.idle-timeout	1.12		Duration	0 s			table
table.exec.spill-compression.block-size	1.12	1.12	String	64 kb			table
table.exec.spill-compression.block-size	1.13		MemorySize	64 kb			table
table.exec.spill-compression.enabled	1.12		Boolean	true			table
table.exec.state.ttl	1.12		Duration	0 s			table
table.exec.topn.cache-size	1.13	1.14	Long	10000			table
table.exec.uid.format	1.16		String	<id>_<transformation>			table
table.exec.uid.generation	1.15		Enum(PLAN_ONLY|ALWAYS|DISABLED)	PLAN_ONLY			table
table.exec.unbounded-over.version	2.1		Integer	2			table
table.exec.window-agg.buffer-size-limit	1.12		Integer	100000			table
table.generated-code.max-length	1.12	1.13	Integer	64000			table
table.generated-code.max-length	1.14		Integer	4000			table
table.generated-code.max-members	1.14		Integer	10000			table
table.include	1.12		String				table
table.legacy-nested-row-nullability	2.2		Boolean	false			table
table.local-time-zone	1.12		String	default			table
table.optimizer.adaptive-broadcast-join.strategy	2.0		Enum(auto|runtime_only|none)	auto			table
table.optimizer.agg-phase-strategy	1.12	1.19	String	AUTO			table
table.optimizer.agg-phase-strategy	1.20		Enum(AUTO|ONE_PHASE|TWO_PHASE)	AUTO			table
table.optimizer.bushy-join-reorder-threshold	1.17		Integer	12			table
table.optimizer.delta-join.strategy	2.1		Enum(AUTO|FORCE|NONE)	AUTO			table
table.optimizer.distinct-agg.split.bucket-num	1.12		Integer	1024			table
table.optimizer.distinct-agg.split.enabled	1.12		Boolean	false			table
table.optimizer.dynamic-filtering.enabled	1.16		Boolean	true			table
table.optimizer.incremental-agg-enabled	1.20		Boolean	true			table
table.optimizer.join-reorder-enabled	1.12		Boolean	false			table
table.optimizer.join.broadcast-threshold	1.12		Long	1048576			table
table.optimizer.multi-join.enabled	2.1		Boolean	false			table
table.optimizer.multiple-input-enabled	1.12		Boolean	true			table
table.optimizer.non-deterministic-update.strategy	1.16		Enum(TRY_RESOLVE|IGNORE)	IGNORE			table
table.optimizer.ptf.max-tables	2.1		Integer	20			table
table.optimizer.reuse-optimize-block-with-digest-enabled	1.20		Boolean	false			table
table.optimizer.reuse-sink-enabled	2.1		Boolean	true			table
table.optimizer.reuse-source-enabled	1.12		Boolean	true			table
table.optimizer.reuse-sub-plan-enabled	1.12		Boolean	true			table
table.optimizer.runtime-filter.enabled	1.18		Boolean	false			table
table.optimizer.runtime-filter.max-build-data-size	1.18		MemorySize	150 mb			table
table.optimizer.runtime-filter.min-filter-ratio	1.18		Double	0.5			table
table.optimizer.runtime-filter.min-probe-data-size	1.18		MemorySize	10 gb			table
table.optimizer.skewed-join-optimization.skewed-factor	2.0		Double	4.0			table
table.optimizer.skewed-join-optimization.skewed-threshold	2.0		MemorySize	256 mb			table
table.optimizer.skewed-join-optimization.strategy	2.0		Enum(auto|forced|none)	auto			table
table.optimizer.source.aggregate-pushdown-enabled	1.15	1.19	Boolean	true			table
table.optimizer.source.aggregate-pushdown-enabled	1.20	1.20	Boolean	true			table	deprecated
table.optimizer.source.predicate-pushdown-enabled	1.12	1.19	Boolean	true			table
table.optimizer.source.predicate-pushdown-enabled	1.20	1.20	Boolean	true			table	deprecated
table.optimizer.source.report-statistics-enabled	1.16		Boolean	true			table
table.optimizer.sql2rel.project-merge.enabled	1.18	1.20	Boolean	false	table.optimizer.sql-to-rel.project.merge.enabled		table
table.optimizer.sql2rel.project-merge.enabled	2.0		Boolean	false			table
table.optimizer.union-all-as-breakpoint-enabled	1.20		Boolean	true			table
table.plan.compile.catalog-objects	1.15		Enum(ALL|SCHEMA|IDENTIFIER)	ALL			table
table.plan.force-recompile	1.15		Boolean	false			table
table.plan.restore.catalog-objects	1.15		Enum(ALL|ALL_ENFORCED|IDENTIFIER)	ALL			table
table.planner	1.13	1.13	Enum(BLINK|OLD)	BLINK			table
table.planner	1.14	1.14	Enum(BLINK|OLD)	BLINK			table	deprecated
table.resources.download-dir	1.16		String	/tmp			table
table.rtas-ctas.atomicity-enabled	1.18		Boolean	false			table
table.secret-store.kind	2.3		String	generic_in_memory			table
table.sql-dialect	1.12		String	default			table
task.cancellation.interval	1.12	1.19	Long	30000	task.cancellation-interval
task.cancellation.interval	1.20		Duration	30 s	task.cancellation-interval
task.cancellation.timeout	1.12	1.19	Long	180000
task.cancellation.timeout	1.20		Duration	3 min
task.cancellation.timers.timeout	1.12	1.19	Long	7500	timerservice.exceptional.shutdown.timeout
task.cancellation.timers.timeout	1.20		Duration	7500 ms	timerservice.exceptional.shutdown.timeout
taskmanager.bind-host	1.12		String
taskmanager.collect-sink.port	1.19		Integer	0
taskmanager.cpu.cores	1.12		Double
taskmanager.data.bind-port	1.12	1.18	Integer
taskmanager.data.bind-port	1.19		String
taskmanager.data.port	1.12		Integer	0
taskmanager.data.ssl.enabled	1.12		Boolean	true
taskmanager.debug.memory.log	1.12		Boolean	false	taskmanager.debug.memory.startLogThread
taskmanager.debug.memory.log-interval	1.12	1.19	Long	5000	taskmanager.debug.memory.logIntervalMs
taskmanager.debug.memory.log-interval	1.20		Duration	5 s	taskmanager.debug.memory.logIntervalMs
taskmanager.exit-on-fatal-akka-error	1.12	1.20	Boolean	false				deprecated
taskmanager.heap.mb	1.12	1.20	Integer					deprecated
taskmanager.heap.size	1.12	1.20	MemorySize					deprecated
taskmanager.host	1.12		String
taskmanager.jvm-exit-on-oom	1.12		Boolean	false
taskmanager.load-balance.mode	1.19	2.0	Enum(NONE|SLOTS)	NONE
taskmanager.load-balance.mode	2.1	2.1	Enum(NONE|SLOTS|MIN_RESOURCES)	NONE
taskmanager.load-balance.mode	2.2		Enum(NONE|SLOTS|MIN_RESOURCES|TASKS)	NONE
taskmanager.log.path	1.19		String
taskmanager.memory.flink.size	1.12		MemorySize
taskmanager.memory.framework.heap.size	1.12		MemorySize	128 mb
taskmanager.memory.framework.off-heap.batch-shuffle.size	1.13	1.14	MemorySize	32 mb
taskmanager.memory.framework.off-heap.batch-shuffle.size	1.15		MemorySize	64 mb
taskmanager.memory.framework.off-heap.size	1.12		MemorySize	128 mb
taskmanager.memory.jvm-metaspace.size	1.12		MemorySize	256 mb
taskmanager.memory.jvm-overhead.fraction	1.12		Float	0.1
taskmanager.memory.jvm-overhead.max	1.12		MemorySize	1 gb
taskmanager.memory.jvm-overhead.min	1.12		MemorySize	192 mb
taskmanager.memory.managed.consumer-weights	1.12	1.12	Map	DATAPROC:70,PYTHON:30
taskmanager.memory.managed.consumer-weights	1.13		Map	OPERATOR:70,PYTHON:30,STATE_BACKEND:70
taskmanager.memory.managed.fraction	1.12		Float	0.4
taskmanager.memory.managed.size	1.12		MemorySize		taskmanager.memory.size
taskmanager.memory.min-segment-size	1.14	1.14	MemorySize	1 kb
taskmanager.memory.min-segment-size	1.15		MemorySize	256 bytes
taskmanager.memory.network.fraction	1.12		Float	0.1	taskmanager.network.memory.fraction
taskmanager.memory.network.max	1.12	1.16	MemorySize	1 gb	taskmanager.network.memory.max
taskmanager.memory.network.max	1.17		MemorySize	9223372036854775807 bytes	taskmanager.network.memory.max
taskmanager.memory.network.min	1.12		MemorySize	64 mb	taskmanager.network.memory.min
taskmanager.memory.process.size	1.12		MemorySize
taskmanager.memory.segment-size	1.12		MemorySize	32 kb
taskmanager.memory.starting-segment-size	2.0		MemorySize	1 kb
taskmanager.memory.task.heap.size	1.12		MemorySize
taskmanager.memory.task.off-heap.size	1.12		MemorySize	0 bytes
taskmanager.network.adaptive-partitioner.enabled	2.3		Boolean	false
taskmanager.network.adaptive-partitioner.max-traverse-size	2.3		Integer	4
taskmanager.network.batch-shuffle.compression.enabled	1.16	1.19	Boolean	true	taskmanager.network.blocking-shuffle.compression.enabled
taskmanager.network.batch-shuffle.compression.enabled	1.20	1.20	Boolean	true	taskmanager.network.blocking-shuffle.compression.enabled			deprecated
taskmanager.network.bind-policy	1.12		String	ip
taskmanager.network.blocking-shuffle.compression.enabled	1.12	1.14	Boolean	false
taskmanager.network.blocking-shuffle.compression.enabled	1.15	1.15	Boolean	true
taskmanager.network.blocking-shuffle.type	1.12	1.19	String	file
taskmanager.network.blocking-shuffle.type	1.20	1.20	String	file				deprecated
taskmanager.network.compression.codec	1.12	1.19	String	LZ4
taskmanager.network.compression.codec	1.20		Enum(NONE|LZ4|LZO|ZSTD)	LZ4
taskmanager.network.detailed-metrics	1.12		Boolean	false
taskmanager.network.hybrid-shuffle.enable-new-mode	1.18	1.19	Boolean	true
taskmanager.network.hybrid-shuffle.enable-new-mode	1.20	1.20	Boolean	true				deprecated
taskmanager.network.hybrid-shuffle.external-remote-tier-factory.class	1.20		String
taskmanager.network.hybrid-shuffle.num-retained-in-memory-regions-max	1.17	1.19	Long	1048576
taskmanager.network.hybrid-shuffle.num-retained-in-memory-regions-max	1.20	1.20	Long	1048576				deprecated
taskmanager.network.hybrid-shuffle.remote.path	1.18		String
taskmanager.network.hybrid-shuffle.spill-index-region-group-size	1.18	1.19	Integer	1024	taskmanager.network.hybrid-shuffle.spill-index-segment-size
taskmanager.network.hybrid-shuffle.spill-index-region-group-size	1.20	1.20	Integer	1024	taskmanager.network.hybrid-shuffle.spill-index-segment-size			deprecated
taskmanager.network.hybrid-shuffle.spill-index-segment-size	1.17	1.17	Integer	1024
taskmanager.network.max-num-tcp-connections	1.15	1.19	Integer	1
taskmanager.network.max-num-tcp-connections	1.20	1.20	Integer	1				deprecated
taskmanager.network.memory.buffer-debloat.enabled	1.14		Boolean	false
taskmanager.network.memory.buffer-debloat.period	1.14	1.14	Duration	500 ms
taskmanager.network.memory.buffer-debloat.period	1.15		Duration	200 ms
taskmanager.network.memory.buffer-debloat.samples	1.14		Integer	20
taskmanager.network.memory.buffer-debloat.target	1.14		Duration	1 s
taskmanager.network.memory.buffer-debloat.threshold-percentages	1.14	1.14	Integer	50
taskmanager.network.memory.buffer-debloat.threshold-percentages	1.15		Integer	25
taskmanager.network.memory.buffers-per-channel	1.12	1.19	Integer	2
taskmanager.network.memory.buffers-per-channel	1.20	1.20	Integer	2				deprecated
taskmanager.network.memory.buffers-request-timeout	1.20		Duration	30 s	taskmanager.network.memory.exclusive-buffers-request-timeout-ms
taskmanager.network.memory.exclusive-buffers-request-timeout-ms	1.12	1.19	Long	30000
taskmanager.network.memory.exclusive-buffers-request-timeout-ms	1.20	1.20	Long	30000				deprecated
taskmanager.network.memory.floating-buffers-per-gate	1.12	1.19	Integer	8
taskmanager.network.memory.floating-buffers-per-gate	1.20	1.20	Integer	8				deprecated
taskmanager.network.memory.fraction	1.12	1.20	Float	0.1				deprecated
taskmanager.network.memory.max	1.12	1.20	String	1gb				deprecated
taskmanager.network.memory.max-buffers-per-channel	1.12	1.19	Integer	10
taskmanager.network.memory.max-buffers-per-channel	1.20	1.20	Integer	10				deprecated
taskmanager.network.memory.max-overdraft-buffers-per-gate	1.16	1.19	Integer	5
taskmanager.network.memory.max-overdraft-buffers-per-gate	1.20	1.20	Integer	5				deprecated
taskmanager.network.memory.min	1.12	1.20	String	64mb				deprecated
taskmanager.network.memory.read-buffer.required-per-gate.max	1.17		Integer
taskmanager.network.netty.client.connectTimeoutSec	1.12		Integer	120	taskmanager.net.client.connectTimeoutSec
taskmanager.network.netty.client.numThreads	1.12	1.19	Integer	-1	taskmanager.net.client.numThreads
taskmanager.network.netty.client.numThreads	1.20	1.20	Integer	-1	taskmanager.net.client.numThreads			deprecated
taskmanager.network.netty.client.tcp.keepCount	1.18		Integer
taskmanager.network.netty.client.tcp.keepIdleSec	1.18		Integer
taskmanager.network.netty.client.tcp.keepIntervalSec	1.18		Integer
taskmanager.network.netty.num-arenas	1.12	1.19	Integer	-1	taskmanager.net.num-arenas
taskmanager.network.netty.num-arenas	1.20	1.20	Integer	-1	taskmanager.net.num-arenas			deprecated
taskmanager.network.netty.sendReceiveBufferSize	1.12	1.19	Integer	0	taskmanager.net.sendReceiveBufferSize
taskmanager.network.netty.sendReceiveBufferSize	1.20	1.20	Integer	0	taskmanager.net.sendReceiveBufferSize			deprecated
taskmanager.network.netty.server.backlog	1.12	1.19	Integer	0	taskmanager.net.server.backlog
taskmanager.network.netty.server.backlog	1.20	1.20	Integer	0	taskmanager.net.server.backlog			deprecated
taskmanager.network.netty.server.numThreads	1.12	1.19	Integer	-1	taskmanager.net.server.numThreads
taskmanager.network.netty.server.numThreads	1.20	1.20	Integer	-1	taskmanager.net.server.numThreads			deprecated
taskmanager.network.netty.transport	1.12	1.19	String	auto	taskmanager.net.transport
taskmanager.network.netty.transport	1.20	1.20	String	auto	taskmanager.net.transport			deprecated
taskmanager.network.numberOfBuffers	1.12	1.20	Integer	2048				deprecated
taskmanager.network.partition-request-timeout	1.19		Duration	10 s
taskmanager.network.request-backoff.initial	1.12		Integer	100	taskmanager.net.request-backoff.initial
taskmanager.network.request-backoff.max	1.12		Integer	10000	taskmanager.net.request-backoff.max
taskmanager.network.retries	1.12		Integer	0	taskmanager.network.retries
taskmanager.network.sort-shuffle.min-buffers	1.12	1.14	Integer	64
taskmanager.network.sort-shuffle.min-buffers	1.15		Integer	512
taskmanager.network.sort-shuffle.min-parallelism	1.12	1.14	Integer	2147483647
taskmanager.network.sort-shuffle.min-parallelism	1.15	1.19	Integer	1
taskmanager.network.sort-shuffle.min-parallelism	1.20	1.20	Integer	1				deprecated
taskmanager.network.tcp-connection.enable-reuse-across-jobs	1.15		Boolean	true
taskmanager.numberOfTaskSlots	1.12		Integer	1
taskmanager.registration.initial-backoff	1.12	1.20	Duration	500 ms	taskmanager.initial-registration-pause			deprecated
taskmanager.registration.max-backoff	1.12	1.20	Duration	30 s	taskmanager.max-registration-pause			deprecated
taskmanager.registration.refused-backoff	1.12	1.20	Duration	10 s	taskmanager.refused-registration-pause			deprecated
taskmanager.registration.timeout	1.12		Duration	5 min	taskmanager.maxRegistrationDuration
taskmanager.resource-id	1.12		String
taskmanager.rpc.bind-port	1.12		Integer
taskmanager.rpc.port	1.12		String	0
taskmanager.runtime.fs-timeout	1.19		Duration	0 s	taskmanager.runtime.fs_timeout
taskmanager.runtime.hashjoin-bloom-filters	1.12		Boolean	false
taskmanager.runtime.large-record-handler	1.12		Boolean	false
taskmanager.runtime.max-fan	1.12		Integer	128
taskmanager.runtime.sort-spilling-threshold	1.12		Float	0.8
taskmanager.slot.timeout	1.13	1.13	Duration	10 s
taskmanager.slot.timeout	1.14	1.17	Duration	10 s		akka.ask.timeout
taskmanager.slot.timeout	1.18		Duration	10 s		pekko.ask.timeout
taskmanager.state.local.root-dirs	1.12	1.19	String
taskmanager.system-out.log.cache-upper-size	1.19		MemorySize	100 kb
taskmanager.system-out.log.thread-name.enabled	1.19		Boolean	false
taskmanager.system-out.mode	1.19		Enum(DEFAULT|LOG|IGNORE)	DEFAULT
timeout	1.20	2.1	Duration				ddl
timeout	2.2		Duration				table
timestamp-format.standard	1.12		String	SQL			ddl
traces.checkpoint.span-detail-level	2.2		Enum(SPAN_PER_CHECKPOINT|SPAN_PER_CHECKPOINT_WITH_TASKS|CHILDREN_SPANS_PER_TASK|CHILDREN_SPANS_PER_SUBTASK)	SPAN_PER_CHECKPOINT
traces.report-events-as-spans	1.20	2.1	Boolean	false				deprecated
traces.reporter.<name>.<parameter>	1.19		String
traces.reporter.<name>.factory.class	1.19		String
traces.reporter.<name>.filter.excludes	2.1		List<String>
traces.reporter.<name>.filter.includes	2.1		List<String>	*:*:*
traces.reporter.<name>.scope.delimiter	2.1		String	.
traces.reporter.<name>.scope.variables.additional	1.19		Map
traces.reporter.<name>.scope.variables.excludes	2.1		String	.
traces.reporters	1.19		String
trim-spaces	2.3		Boolean	false			ddl
type	1.13		String				ddl
user.artifacts.artifact-list	1.19		List<String>
user.artifacts.base-dir	1.19		String	/opt/flink/artifacts
user.artifacts.http-headers	1.19		Map
user.artifacts.raw-http-enabled	1.19		Boolean	false
vertexID	2.0		Integer	-1
web.access-control-allow-origin	1.12		String	*	jobmanager.web.access-control-allow-origin
web.adaptive-scheduler.rescale-history.size	2.3		Integer	0
web.address	1.12	1.20	String		jobmanager.web.address			deprecated
web.backpressure.cleanup-interval	1.12	1.12	Integer	600000	jobmanager.web.backpressure.cleanup-interval
web.backpressure.cleanup-interval	1.13	1.20	Integer	600000	jobmanager.web.backpressure.cleanup-interval			deprecated
web.backpressure.delay-between-samples	1.12	1.12	Integer	50	jobmanager.web.backpressure.delay-between-samples
web.backpressure.delay-between-samples	1.13	1.20	Integer	50	jobmanager.web.backpressure.delay-between-samples			deprecated
web.backpressure.num-samples	1.12	1.12	Integer	100	jobmanager.web.backpressure.num-samples
web.backpressure.num-samples	1.13	1.20	Integer	100	jobmanager.web.backpressure.num-samples			deprecated
web.backpressure.refresh-interval	1.12	1.12	Integer	60000	jobmanager.web.backpressure.refresh-interval
web.backpressure.refresh-interval	1.13	1.20	Integer	60000	jobmanager.web.backpressure.refresh-interval			deprecated
web.cancel.enable	1.14		Boolean	true
web.checkpoints.history	1.12		Integer	10	jobmanager.web.checkpoints.history
web.exception-history-size	1.13		Integer	16
web.history	1.12		Integer	5	jobmanager.web.history
web.log.path	1.12		String		jobmanager.web.log.path
web.port	1.12	1.20	Integer	8081	jobmanager.web.port			deprecated
web.refresh-interval	1.12	1.19	Long	3000	jobmanager.web.refresh-interval
web.refresh-interval	1.20		Duration	3 s	jobmanager.web.refresh-interval
web.rescale.enable	1.18		Boolean	true
web.ssl.enabled	1.12	1.20	Boolean	true	jobmanager.web.ssl.enabled			deprecated
web.submit.enable	1.12		Boolean	true	jobmanager.web.submit.enable
web.timeout	1.12	1.19	Long	600000
web.timeout	1.20		Duration	10 min
web.tmpdir	1.12		String	/tmp	jobmanager.web.tmpdir
web.upload.dir	1.12		String		jobmanager.web.upload.dir
workflow-scheduler.type	1.20		String				table
write-bigdecimal-in-scientific-notation	1.16		Boolean	true			ddl
write-mode	2.0		Enum(NO_OVERWRITE|OVERWRITE)				ddl	deprecated
yarn.application-attempt-failures-validity-interval	1.12		Long	10000
yarn.application-attempts	1.12	1.19	String
yarn.application-attempts	1.20		Integer
yarn.application-master.port	1.12		String	0
yarn.application.id	1.12		String
yarn.application.name	1.12		String
yarn.application.node-label	1.12		String
yarn.application.priority	1.12		Integer	-1
yarn.application.queue	1.12		String
yarn.application.type	1.12		String
yarn.appmaster.vcores	1.12		Integer	1
yarn.classpath.include-user-jar	1.15		Enum(DISABLED|FIRST|LAST|ORDER)	ORDER	yarn.per-job-cluster.include-user-jar
yarn.container-start-command-template	1.19		String	%java% %jvmmem% %jvmopts% %logging% %class% %args% %redirects%
yarn.containers.vcores	1.12		Integer	-1
yarn.file-replication	1.12		Integer	-1
yarn.flink-dist-jar	1.12		String
yarn.heartbeat.container-request-interval	1.12	1.19	Integer	500
yarn.heartbeat.container-request-interval	1.20		Duration	500 ms
yarn.heartbeat.interval	1.12		Integer	5	yarn.heartbeat-delay
yarn.modify.acls	1.18		String
yarn.per-job-cluster.include-user-jar	1.12	1.12	String	ORDER
yarn.per-job-cluster.include-user-jar	1.13	1.14	Enum(DISABLED|FIRST|LAST|ORDER)	ORDER
yarn.properties-file.location	1.12		String
yarn.provided.lib.dirs	1.12		List<String>
yarn.provided.usrlib.dir	1.16		String
yarn.rolled-logs.exclude-pattern	2.1		String
yarn.rolled-logs.include-pattern	2.1		String
yarn.security.appmaster.delegation.token.services	1.20		List<String>	hadoopfs
yarn.security.kerberos.additionalFileSystems	1.12	1.15	List<String>
yarn.security.kerberos.localized-keytab-path	1.12		String	krb5.keytab
yarn.security.kerberos.ship-local-keytab	1.12		Boolean	true
yarn.ship-archives	1.12		List<String>
yarn.ship-files	1.12		List<String>		yarn.ship-directories
yarn.staging-directory	1.12		String
yarn.tags	1.12		String
yarn.taskmanager.node-label	1.15		String
yarn.view.acls	1.18		String
zookeeper.sasl.disable	1.12		Boolean	false
zookeeper.sasl.login-context-name	1.12		String	Client
zookeeper.sasl.service-name	1.12		String	zookeeper
`;
