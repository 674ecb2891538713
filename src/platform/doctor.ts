import type { Config } from './config.ts'
import type { Check } from './doctor/check.ts'
import { checkDatabase } from './doctor/database.ts'
import {
  checkBackups,
  checkDataDirectory,
  checkDisk,
  checkNode,
  checkNpm,
  checkPort,
  checkSecret,
} from './doctor/machine.ts'
import { checkNeighbours } from './doctor/neighbours.ts'

export interface DoctorReport {
  /** No faults; warnings are allowed. */
  ok: boolean
  checks: Check[]
}

/** Looks at everything an installation stands on and says what to do about each fault. Changes nothing. */
export async function doctor(config: Config): Promise<DoctorReport> {
  const checks = [
    checkNode(),
    await checkNpm(),
    await checkPort(config),
    await checkDataDirectory(config.dataDir),
    await checkSecret(config.dataDir),
    await checkDisk(config.dataDir),
    ...(await checkDatabase(config)),
    await checkBackups(config.dataDir),
    ...(await checkNeighbours(config)),
  ]
  return { ok: checks.every(({ ok }) => ok), checks }
}
