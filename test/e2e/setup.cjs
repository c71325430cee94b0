const { execFileSync } = require('node:child_process');
const { join } = require('node:path');

// The suite applies PodMonitors; a cluster without the Prometheus Operator does not know them.
module.exports = () => {
  execFileSync('kubectl', ['apply', '--server-side', '--force-conflicts', '-f', join(__dirname, '../../imports/crds')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
};
