import { expect, test } from 'vitest'
import { announce, begin, takeBackLast } from './inbox-undo.ts'

test('Z takes back what was done last, then what was done before it, each once', async () => {
  const taken: string[] = []
  const way = (name: string) => async () => {
    taken.push(name)
  }
  announce('Given to Ben', way('assign'))
  announce('Resolved', way('resolve'))
  announce('Seen', undefined)
  await takeBackLast()
  await takeBackLast()
  await takeBackLast()
  expect(taken).toEqual(['resolve', 'assign'])
})

test('Z pressed before the server has answered means the act under way, not the one before it', async () => {
  const taken: string[] = []
  announce('Given to Ben', async () => void taken.push('assign'))
  const request = Promise.withResolvers<void>()
  const begun = begin(async () => {
    await request.promise
    taken.push('resolve')
  })
  const back = takeBackLast()
  expect(begun.isTaken()).toBe(true)
  expect(taken).toEqual([])
  request.resolve()
  await back
  expect(taken).toEqual(['resolve'])
})

test('what was refused is not taken back; the act before it is', async () => {
  const taken: string[] = []
  announce('Labelled', async () => void taken.push('label'))
  begin(async () => void taken.push('refused')).failed()
  await takeBackLast()
  expect(taken).toEqual(['label'])
})
