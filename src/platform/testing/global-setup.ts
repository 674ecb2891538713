import type { TestProject } from 'vitest/node'
import { startTemporaryPostgres } from '../embedded-postgres.ts'
import { migrate } from '../migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the migrated template database; tests clone it. */
    templateUrl: string
  }
}

/** Starts one throw-away PostgreSQL for the whole run and migrates the template that every test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTemporaryPostgres()
  await migrate(server.url)
  project.provide('templateUrl', server.url)
  return () => server.stop()
}
