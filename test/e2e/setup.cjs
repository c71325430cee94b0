const { execFileSync } = require('node:child_process');
const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

// The suite applies PodMonitors; a cluster without the Prometheus Operator does not know them.
module.exports = () => {
  if (!process.env.E2E_S3)
    throw new Error('E2E_S3 is not set; set it to the address of an S3 store that pods and this process reach, such as http://minio:9000');
  process.env.E2E_OUTCOMES = join(mkdtempSync(join(tmpdir(), 'e2e-')), 'outcomes');
  execFileSync('kubectl', ['apply', '--server-side', '--force-conflicts', '-f', join(__dirname, '../../imports/crds')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
};
