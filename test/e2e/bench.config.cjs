// What is measured is Flink as it comes.
process.env.E2E_JVM ??= '';

module.exports = { ...require('./jest.config.cjs'), testMatch: ['<rootDir>/test/e2e/**/*.bench.ts'], testTimeout: 1_800_000 };
