const unit = require('../../jest.config.cjs');

module.exports = {
  ...unit,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/e2e/**/*.e2e.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 600_000,
  globalSetup: '<rootDir>/test/e2e/setup.cjs',
};
