// Compiles the jobs of this folder against Flink releases, for the end-to-end suite: build.mjs 1.20.5 ... -> scratch/test-jobs/shards-1.20.5.jar
// and, with all that it needs besides Flink, behind-1.20.5.jar; and gets Kafka itself: scratch/test-jobs/kafka/*.jar
// Needs mvn, javac and jar, and the package registries; the cluster that runs the suite may have none of them.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const KAFKA = 'org.apache.kafka:kafka_2.13:3.9.1';
// From 1.17 on connectors have releases of their own.
const CONNECTORS = {
  '1.12.5': 'flink-connector-kafka_2.12:1.12.5',
  '1.20.5': 'flink-connector-kafka:3.4.0-1.20',
  '2.3.0': 'flink-connector-kafka:4.0.1-2.0',
};

const here = dirname(fileURLToPath(import.meta.url));
const scratch = join(here, '../../scratch/test-jobs');

for (const release of process.argv.slice(2)) {
  const [major, minor] = release.split('.').map(Number);
  const suffix = major === 1 && minor < 15 ? '_2.12' : '';
  const flink = (name) => `org.apache.flink:${name}:${release}`;
  const streaming = flink(`flink-streaming-java${suffix}`);
  compile(['Shards'], release, [streaming, flink('flink-connector-files')]);
  if (!CONNECTORS[release]) continue;
  const connector = `org.apache.flink:${CONNECTORS[release]}`;
  compile(
    ['Behind', 'Producer'],
    release,
    [streaming, flink('flink-connector-base'), connector],
    /^(flink-connector-(kafka|base)|kafka-clients)[-_]/,
  );
}
if (process.argv.slice(2).some((release) => CONNECTORS[release])) fetch([KAFKA], join(scratch, 'kafka'));

/** The jars of dependencies, and of theirs; all of them or none. */
function fetch(dependencies, folder) {
  if (existsSync(folder)) return;
  const part = `${folder}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  const rows = dependencies.map((dependency) => {
    const [group, artifact, version] = dependency.split(':');
    return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;
  });
  writeFileSync(
    join(part, 'pom.xml'),
    `<project><modelVersion>4.0.0</modelVersion><groupId>local</groupId><artifactId>jars</artifactId><version>1</version>
<dependencies>${rows.join('\n')}</dependencies></project>\n`,
  );
  const plugin = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies';
  execFileSync('mvn', ['-q', '-B', plugin, '-DoutputDirectory=.'], { cwd: part, stdio: ['ignore', 'inherit', 'inherit'] });
  renameSync(part, folder);
}

/** A job's jar, with what is in those of its dependencies that are to be in it. A release may have sources of its own. */
function compile([job, ...others], release, dependencies, bundled) {
  const jar = join(scratch, `${job.toLowerCase()}-${release}.jar`);
  if (existsSync(jar)) return;
  const work = join(scratch, `${job}-${release}`);
  rmSync(work, { recursive: true, force: true });
  fetch(dependencies, join(work, 'jars'));
  const jars = readdirSync(join(work, 'jars')).filter((name) => name.endsWith('.jar'));
  const pathOf = (name) => join(work, 'jars', name);
  const classes = join(work, 'classes');
  mkdirSync(classes);
  for (const name of jars.filter((found) => bundled?.test(found)))
    execFileSync('jar', ['xf', pathOf(name)], { cwd: classes, stdio: 'inherit' });
  const line = release.split('.').slice(0, 2).join('.');
  const sources = [job, ...others].map((name) => [join(here, line, `${name}.java`), join(here, `${name}.java`)].find(existsSync));
  execFileSync('javac', ['--release', '11', '-nowarn', '-cp', jars.map(pathOf).join(':'), '-d', classes, ...sources], { stdio: 'inherit' });
  execFileSync('jar', ['cfe', jar, job, '-C', classes, '.'], { stdio: 'inherit' });
  rmSync(work, { recursive: true });
}
