import { configDefaults, defineConfig } from 'vitest/config'

/** Tests that touch neither a database nor the network: `npm run check` runs only these. */
const unit = [
  'architecture.test.ts',
  'src/values/**/*.test.{ts,tsx}',
  'src/modules/*/domain/**/*.test.ts',
  'src/platform/config.test.ts',
  'src/web/**/*.test.{ts,tsx}',
]

export default defineConfig({
  test: {
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'unit', include: unit } },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['src/**/*.test.{ts,tsx}', 'bench/**/*.test.ts', 'tests/{unit,integration}/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...unit],
          globalSetup: ['src/platform/testing/global-setup.ts'],
        },
      },
    ],
  },
})
