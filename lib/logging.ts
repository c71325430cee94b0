import { readFileSync } from 'node:fs';
import { LogFormat } from './savepoint/update-mode';

/** The text of a file that goes to the cluster. */
export class TextFile {
  /** A text as it is. */
  public static of(text: string): TextFile {
    return new TextFile(text);
  }

  /**
   * A file's text, read at synth.
   *
   * @param path relative to where synth runs
   * @throws where there is no such file
   */
  public static fromPath(path: string): TextFile {
    try {
      return new TextFile(readFileSync(path, 'utf8'));
    } catch (error) {
      throw new Error(`the file '${path}' cannot be read (${(error as Error).message}); give a path relative to ${process.cwd()}`, {
        cause: error,
      });
    }
  }

  /** The text. */
  public readonly text: string;

  private constructor(text: string) {
    this.text = text.replace(/\r\n/g, '\n');
  }
}

/** How JobManager, TaskManagers and Flink's client write their logs. */
export interface LoggingProps {
  /**
   * What standard output holds: text, or a JSON object a line (`at`, `level`, `thread`, `logger`, `message`, `exception`) for a log shipper.
   * What Flink's UI shows stays text. Files of your own below are taken as they are.
   *
   * @default LogFormat.TEXT
   */
  readonly format?: LogFormat;

  /**
   * `log4j-console.properties`, for JobManager and TaskManagers.
   *
   * @default - INFO to standard output and, for Flink's UI, to a file of at most 2 × 20 MB
   */
  readonly log4jConsole?: TextFile;

  /**
   * `log4j-cli.properties`, for Flink's client in the update Job.
   *
   * @default - INFO to standard output
   */
  readonly log4jCli?: TextFile;

  /**
   * `logback-console.xml`, for images that replaced log4j by logback; of 1.3.8 or later where `format` is JSON.
   *
   * @default - INFO to standard output
   */
  readonly logbackConsole?: TextFile;
}

const PATTERN = '%d{ISO8601} %-5p [%t] %c - %m%n';

/**
 * JSON by the layout that every release's log4j has: that for JSON needs Jackson under its own name, which Flink's images lack, and that by
 * templates a jar of its own.
 */
const JSON_PATTERN = `{${[
  '"at":"%d{yyyy-MM-dd\'T\'HH:mm:ss.SSS}{UTC}Z"',
  '"level":"%p"',
  '"thread":"%enc{%t}{JSON}"',
  '"logger":"%enc{%c}{JSON}"',
  '"message":"%enc{%m}{JSON}"',
  '"exception":"%enc{%xEx}{JSON}"',
].join()}}%n`;

/** How standard output is written, by log4j and by logback. */
const CONSOLE: Readonly<Record<LogFormat, { readonly log4j: string; readonly logback: string }>> = {
  [LogFormat.TEXT]: {
    log4j: `appender.console.layout.pattern = ${PATTERN}`,
    logback: `<encoder>
      <pattern>%d{ISO8601} %-5level [%thread] %logger - %msg%n</pattern>
    </encoder>`,
  },
  [LogFormat.JSON]: {
    log4j: `appender.console.layout.pattern = ${JSON_PATTERN}
appender.console.layout.alwaysWriteExceptions = false`,
    logback: '<encoder class="ch.qos.logback.classic.encoder.JsonEncoder"/>',
  },
};

const log4jConsole = (format: LogFormat) => `monitorInterval = 30

rootLogger.level = INFO
rootLogger.appenderRef.console.ref = console
rootLogger.appenderRef.file.ref = file

appender.console.name = console
appender.console.type = Console
appender.console.layout.type = PatternLayout
${CONSOLE[format].log4j}

# What Flink's UI shows.
appender.file.name = file
appender.file.type = RollingFile
appender.file.fileName = \${sys:log.file}
appender.file.filePattern = \${sys:log.file}.%i
appender.file.layout.type = PatternLayout
appender.file.layout.pattern = ${PATTERN}
appender.file.policies.type = Policies
appender.file.policies.size.type = SizeBasedTriggeringPolicy
appender.file.policies.size.size = 20MB
appender.file.strategy.type = DefaultRolloverStrategy
appender.file.strategy.max = 1

# Why a process ends by itself, for Kubernetes to keep with the container's end, and for the update Job to quote.
appender.end.name = end
appender.end.type = File
appender.end.fileName = /dev/termination-log
appender.end.layout.type = PatternLayout
appender.end.layout.pattern = %replace{%m}{(?s)(FAILED[.]).*}{$1} %rEx{1}%n
logger.jobmanager.name = org.apache.flink.runtime.entrypoint.ClusterEntrypoint
logger.jobmanager.level = INFO
logger.jobmanager.appenderRef.end.ref = end
logger.jobmanager.appenderRef.end.level = ERROR
logger.taskmanager.name = org.apache.flink.runtime.taskexecutor.TaskManagerRunner
logger.taskmanager.level = INFO
logger.taskmanager.appenderRef.end.ref = end
logger.taskmanager.appenderRef.end.level = ERROR
# That the job failed before it had tasks, its state could not be restored say: proof that it has committed nothing. The line it begins with will do.
logger.dispatcher.name = org.apache.flink.runtime.dispatcher
logger.dispatcher.level = INFO
logger.dispatcher.appenderRef.end.ref = end
logger.dispatcher.appenderRef.end.filter.began.type = RegexFilter
logger.dispatcher.appenderRef.end.filter.began.regex = (?s)Job [0-9a-f]+ reached terminal state FAILED[.].*JobInitializationException.*
logger.dispatcher.appenderRef.end.filter.began.onMatch = ACCEPT
logger.dispatcher.appenderRef.end.filter.began.onMismatch = DENY

# Netty warns of connections that clients close, which is no fault.
logger.netty.name = org.jboss.netty.channel.DefaultChannelPipeline
logger.netty.level = OFF
`;

const log4jCli = (format: LogFormat) => `rootLogger.level = INFO
rootLogger.appenderRef.console.ref = console

appender.console.name = console
appender.console.type = Console
appender.console.layout.type = PatternLayout
${CONSOLE[format].log4j}
`;

const logbackConsole = (format: LogFormat) => `<configuration>
  <appender name="console" class="ch.qos.logback.core.ConsoleAppender">
    ${CONSOLE[format].logback}
  </appender>
  <root level="INFO">
    <appender-ref ref="console"/>
  </root>
</configuration>
`;

/** The log configuration files by name; without that of Flink's client, where none is run. */
export function loggingFiles(props: LoggingProps, noClient = false): Record<string, string> {
  const { format = LogFormat.TEXT } = props;
  return {
    ...(noClient ? {} : { 'log4j-cli.properties': props.log4jCli?.text ?? log4jCli(format) }),
    'log4j-console.properties': props.log4jConsole?.text ?? log4jConsole(format),
    'logback-console.xml': props.logbackConsole?.text ?? logbackConsole(format),
  };
}
