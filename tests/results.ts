import { existsSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'

/** What one step of the test run came to. `failures` names each failed test as a person would look for it. */
export interface Outcome {
  passed: number
  failed: number
  skipped: number
  failures: string[]
}

export const onePassed: Outcome = { passed: 1, failed: 0, skipped: 0, failures: [] }

export const oneFailed = (name: string): Outcome => ({ passed: 0, failed: 1, skipped: 0, failures: [name] })

export function sum(outcomes: Outcome[]): Outcome {
  return {
    passed: outcomes.reduce((total, outcome) => total + outcome.passed, 0),
    failed: outcomes.reduce((total, outcome) => total + outcome.failed, 0),
    skipped: outcomes.reduce((total, outcome) => total + outcome.skipped, 0),
    failures: outcomes.flatMap((outcome) => outcome.failures),
  }
}

interface VitestReport {
  testResults: {
    name: string
    status: string
    assertionResults: { status: string; fullName: string }[]
  }[]
}

/** Reads vitest's JSON report. A file that could not even be loaded counts as one failed test. */
export function readVitest(path: string, exitCode: number | null): Outcome {
  if (!existsSync(path)) return oneFailed(`vitest ended with code ${exitCode} before it wrote a report`)
  const report = JSON.parse(readFileSync(path, 'utf8')) as VitestReport
  const outcome = sum(
    report.testResults.map((file) => {
      const name = relative(process.cwd(), file.name)
      const tests = file.assertionResults
      const failed = tests
        .filter((test) => test.status === 'failed')
        .map((test) => `${name}: ${test.fullName}`)
      if (file.status === 'failed' && failed.length === 0) failed.push(`${name}: could not be run`)
      const passed = tests.filter((test) => test.status === 'passed').length
      const skipped = tests.filter((test) => !['passed', 'failed'].includes(test.status)).length
      return { passed, failed: failed.length, skipped, failures: failed }
    }),
  )
  return withExitCode(outcome, exitCode, 'vitest')
}

interface PlaywrightSuite {
  title: string
  suites?: PlaywrightSuite[]
  specs?: { title: string; tests: { projectName: string; status: string }[] }[]
}

/** Reads Playwright's JSON report. A test that passed only on a second try counts as passed. */
export function readPlaywright(path: string, exitCode: number | null): Outcome {
  if (!existsSync(path)) return oneFailed(`playwright ended with code ${exitCode} before it wrote a report`)
  const report = JSON.parse(readFileSync(path, 'utf8')) as { suites: PlaywrightSuite[] }
  const outcome = sum(report.suites.flatMap((suite) => readSuite(suite, [])))
  return withExitCode(outcome, exitCode, 'playwright')
}

function readSuite(suite: PlaywrightSuite, above: string[]): Outcome[] {
  const path = [...above, suite.title]
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.map((test): Outcome => {
      if (test.status === 'skipped') return { passed: 0, failed: 0, skipped: 1, failures: [] }
      if (test.status !== 'unexpected') return onePassed
      const project = test.projectName ? ` (${test.projectName})` : ''
      return oneFailed(`${[...path, spec.title].join(' › ')}${project}`)
    }),
  )
  return [...own, ...(suite.suites ?? []).flatMap((inner) => readSuite(inner, path))]
}

/** An error outside of any test (a broken set-up, an unhandled rejection) must not look like success. */
function withExitCode(outcome: Outcome, exitCode: number | null, tool: string): Outcome {
  if (exitCode === 0 || outcome.failed > 0) return outcome
  return sum([
    outcome,
    oneFailed(`${tool} ended with code ${exitCode}: an error outside of a test, see above`),
  ])
}
