module.exports = { ...require('./jest.config.cjs'), testMatch: ['<rootDir>/test/e2e/**/*.bench.ts'], testTimeout: 1_800_000 };
