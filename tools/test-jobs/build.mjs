// Compiles the jobs of this folder against Flink releases, for the end-to-end suite: build.mjs 1.20.5 ... -> scratch/test-jobs/shards-1.20.5.jar
// Needs mvn, javac and jar, and the package registries; the cluster that runs the suite may have none of them.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const scratch = join(here, '../../scratch/test-jobs');

for (const release of process.argv.slice(2)) {
  const jar = join(scratch, `shards-${release}.jar`);
  if (existsSync(jar)) continue;
  const work = join(scratch, release);
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const [major, minor] = release.split('.').map(Number);
  const suffix = major === 1 && minor < 15 ? '_2.12' : '';
  const dependency = (name) =>
    `<dependency><groupId>org.apache.flink</groupId><artifactId>${name}</artifactId><version>${release}</version></dependency>`;
  writeFileSync(
    join(work, 'pom.xml'),
    `<project><modelVersion>4.0.0</modelVersion><groupId>local</groupId><artifactId>jars</artifactId><version>1</version>
<dependencies>${[`flink-streaming-java${suffix}`, 'flink-connector-files'].map(dependency).join('\n')}</dependencies></project>\n`,
  );
  const plugin = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies';
  execFileSync('mvn', ['-q', '-B', plugin, '-DoutputDirectory=jars'], { cwd: work, stdio: ['ignore', 'inherit', 'inherit'] });
  const classPath = readdirSync(join(work, 'jars'))
    .map((name) => join(work, 'jars', name))
    .join(':');
  const classes = join(work, 'classes');
  mkdirSync(classes);
  execFileSync('javac', ['--release', '11', '-nowarn', '-cp', classPath, '-d', classes, join(here, 'Shards.java')], { stdio: 'inherit' });
  execFileSync('jar', ['cfe', jar, 'Shards', '-C', classes, '.'], { stdio: 'inherit' });
  rmSync(work, { recursive: true });
}
