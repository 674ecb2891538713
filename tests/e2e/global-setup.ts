import { mkdirSync, writeFileSync } from 'node:fs'
import { type RunningProduct, startProduct } from '../server.ts'
import { PASSWORD, people, storageOf } from './people.ts'

/** Starts the product with the demonstration and an empty one, and signs everybody in once. */
export default async function setup(): Promise<() => Promise<void>> {
  // One after the other: the first builds the pages when it must.
  const demo = await startProduct({ demo: true })
  const empty = await startProduct({ demo: false }).catch(async (error) => {
    await demo.stop()
    throw error
  })
  process.env.JOURNEYS_URL = demo.url
  process.env.EMPTY_URL = empty.url
  mkdirSync('test-results/sessions', { recursive: true })
  for (const person of Object.keys(people) as (keyof typeof people)[]) await signIn(demo, person)
  return async () => {
    await Promise.all([demo.stop(), empty.stop()])
  }
}

async function signIn({ url }: RunningProduct, person: keyof typeof people): Promise<void> {
  const response = await fetch(`${url}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: people[person], password: PASSWORD }),
  })
  if (!response.ok) throw new Error(`${people[person]} could not sign in: ${await response.text()}`)
  const cookies = response.headers.getSetCookie().map((cookie) => {
    const pair = cookie.split(';')[0]!
    const equals = pair.indexOf('=')
    return {
      name: pair.slice(0, equals),
      value: pair.slice(equals + 1),
      domain: 'localhost',
      path: '/',
      expires: -1,
      httpOnly: true,
      secure: false,
      sameSite: 'Lax' as const,
    }
  })
  writeFileSync(storageOf(person), JSON.stringify({ cookies, origins: [] }))
}
