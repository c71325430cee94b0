// The jars of a Flink release, from package registries alone: Python's carries whole distributions, Maven's the cloud file systems.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const CLOUD_FILE_SYSTEMS = [
  'flink-s3-fs-hadoop',
  'flink-s3-fs-presto',
  'flink-gs-fs-hadoop',
  'flink-azure-fs-hadoop',
  'flink-oss-fs-hadoop',
];

/**
 * Leaves a release's jars in `folder`/{lib,opt,plugins,cloud}.
 *
 * @returns the cloud file systems that could be had, each with its release
 */
export function fetchJars(version, folder, venv, { cloud = true } = {}) {
  const minor = version.split('.').slice(0, 2).join('.');
  const download = join(folder, 'download');
  mkdirSync(download, { recursive: true });
  distribution(version, minor, folder, download, pipIn(venv));
  rmSync(download, { recursive: true });
  return cloud ? cloudJars(CLOUD_FILE_SYSTEMS, minor, folder) : {};
}

/** A virtual environment, because the source distributions build only with an old setuptools. */
function pipIn(venv) {
  const pip = join(venv, 'bin', 'pip');
  const run = (...args) => execFileSync(pip, ['-q', '--disable-pip-version-check', ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (!existsSync(pip)) {
    execFileSync('python3', ['-m', 'venv', venv], { stdio: 'inherit' });
    run('install', 'setuptools<70', 'wheel');
  }
  return run;
}

function distribution(version, minor, folder, download, pip) {
  if (minor === '1.12') {
    // Its libraries are in the wheel of PyFlink; the newest Python that it was built for is 3.8.
    const wheel = ['--python-version', '38', '--platform', 'manylinux1_x86_64', '--implementation', 'cp', '--abi', 'cp38'];
    pip('download', '--no-deps', '--only-binary', ':all:', ...wheel, '-d', download, `apache-flink==${version}`);
    execFileSync('python3', ['-m', 'zipfile', '-e', join(download, only(download)), download]);
    move(join(download, 'pyflink'), folder);
  } else {
    pip('download', '--no-deps', '--no-build-isolation', '--no-binary', ':all:', '-d', download, `apache-flink-libraries==${version}`);
    execFileSync('tar', ['xzf', join(download, only(download)), '-C', download, '--strip-components=1']);
    move(join(download, 'deps'), folder);
  }
}

function only(folder) {
  const [file, ...more] = readdirSync(folder);
  if (!file || more.length) throw new Error(`${folder} holds ${more.length + 1} files where pip should have left one`);
  return file;
}

function move(from, to) {
  for (const name of ['lib', 'opt', 'plugins']) renameSync(join(from, name), join(to, name));
}

/**
 * The newest patch of the minor release, for not every patch release is there.
 *
 * @returns its number by the file system's name
 */
function cloudJars(names, minor, folder) {
  const out = join(folder, 'cloud');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const dependency = (name) =>
    `<dependency><groupId>org.apache.flink</groupId><artifactId>${name}</artifactId><version>[${minor}.0,${minor}.9999]</version></dependency>\n`;
  // A project, because Maven understands a range of versions as a dependency and nowhere else.
  writeFileSync(
    join(out, 'pom.xml'),
    `<project><modelVersion>4.0.0</modelVersion><groupId>local</groupId><artifactId>jars</artifactId><version>1</version>
<dependencies>\n${names.map(dependency).join('')}</dependencies></project>\n`,
  );
  const plugin = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies';
  try {
    execFileSync('mvn', ['-q', '-B', plugin, '-DexcludeTransitive=true', '-DoutputDirectory=jars'], { cwd: out, stdio: 'ignore' });
  } catch {
    // One that cannot be had fails them all; each by itself tells which.
    return names.length === 1 ? {} : Object.assign({}, ...names.map((name) => cloudJars([name], minor, join(out, name))));
  }
  const jars = readdirSync(join(out, 'jars'));
  return Object.fromEntries(
    names
      .map((name) => [name, jars.find((jar) => jar.startsWith(name))?.slice(name.length + 1, -'.jar'.length)])
      .filter(([, found]) => found),
  );
}
