import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { made } from '../folder';

/** Before the first suite. */
export default function setup(): void {
  if (!process.env.E2E_S3)
    throw new Error('E2E_S3 is not set; set it to the address of an S3 store that pods and this process reach, such as http://minio:9000');
  made();
  // The suites apply PodMonitors; a cluster without the Prometheus Operator does not know them.
  execFileSync('kubectl', ['apply', '--server-side', '--force-conflicts', '-f', join(__dirname, '../../imports/crds')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
