const unit = require('../../jest.config.cjs');

module.exports = {
  ...unit,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/rules/**/*.rules.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
};
