import { createServer } from 'node:http'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { createChatCompletions } from './chat-completions.ts'
import { createFakeLanguageModel } from './fake-language-model.ts'
import type { LanguageModel } from './language-model.ts'

// A local server that speaks chat completions as far as they are used; it "understands" as the fake does.

interface Answer {
  status?: number
  content?: string
  body?: string
  afterMs?: number
}
interface Posted {
  url: string
  authorization: string | undefined
  body: { model: string; messages: { role: string; content: string }[] }
}
let posted: Posted[] = []
let answer: Answer | null = null

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body: Posted['body'] = JSON.parse(Buffer.concat(chunks).toString())
  posted.push({ url: request.url!, authorization: request.headers.authorization, body })
  const said = body.messages.at(-1)!.content.toLowerCase()
  const intent = ['price', 'book'].find((name) => said.includes(name)) ?? ''
  const content = answer?.content ?? JSON.stringify({ intent, confidence: intent ? 0.95 : 0 })
  setTimeout(() => {
    response.writeHead(answer?.status ?? 200, { 'content-type': 'application/json', location: '/elsewhere' })
    response.end(answer?.body ?? JSON.stringify({ choices: [{ message: { role: 'assistant', content } }] }))
  }, answer?.afterMs ?? 0)
})
const origin = await new Promise<string>((resolve) => {
  const listening = server.listen(0, '127.0.0.1', () => {
    resolve(`http://127.0.0.1:${(listening.address() as { port: number }).port}`)
  })
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  posted = []
  answer = null
})

const account = { baseUrl: `${origin}/v1/`, model: 'small-1', apiKey: 'sk-secret', timeoutMs: 2_000 }
const intents = [
  { name: 'price', examples: ['what do you charge'] },
  { name: 'book', examples: ['I want a clean'] },
]
const ask = (model: LanguageModel, text: string) => model.chooseIntent(account, { text, intents })
const real = createChatCompletions({ allowPrivate: true })

describe.each([
  ['chat completions', real],
  ['the fake', createFakeLanguageModel()],
])('a language model (INBX-031): %s', (_, model) => {
  test('chooses an intent of the list and says how certain it is', async () => {
    expect(await ask(model, 'A price, please?')).toEqual({ intent: 'price', confidence: 0.95 })
  })

  test('says nothing when none of the list fits', async () => {
    expect(await ask(model, 'My cat ate the key')).toEqual({ intent: '', confidence: 0 })
  })
})

test('the fake refuses in the words of a vendor while told to', async () => {
  const fake = createFakeLanguageModel()
  fake.refusal = { code: 'net.timeout', title: 'The model did not answer in time', isFinal: false }
  await expect(ask(fake, 'price')).rejects.toMatchObject({ code: 'net.timeout' })
})

describe('chat completions', () => {
  test('posts the model, the key, the list and the words of the message, and nothing else of the customer', async () => {
    await ask(real, 'price?')
    expect(posted).toMatchObject([{ url: '/v1/chat/completions', authorization: 'Bearer sk-secret' }])
    const { messages, model, ...rest } = posted[0]!.body
    expect({ model, rest }).toEqual({ model: 'small-1', rest: { response_format: { type: 'json_object' } } })
    expect(messages.map(({ role }) => role)).toEqual(['system', 'user'])
    expect(messages[0]!.content).toContain('"what do you charge"')
    expect(messages[1]!.content).toBe('price?')
  })

  test('a server without a key is asked without one', async () => {
    await real.chooseIntent({ ...account, apiKey: '' }, { text: 'price', intents })
    expect(posted[0]!.authorization).toBeUndefined()
  })

  test.each([
    [
      'JSON in a fence',
      '```json\n{"intent": "book", "confidence": 0.7}\n```',
      { intent: 'book', confidence: 0.7 },
    ],
    ['certainty about nothing', '{"intent": "", "confidence": 1}', { intent: '', confidence: 0 }],
  ])('reads %s', async (_, content, guess) => {
    answer = { content }
    expect(await ask(real, 'x')).toEqual(guess)
  })

  test.each<[string, Answer, string]>([
    [
      'an intent that nobody gave it',
      { content: '{"intent": "refund everything", "confidence": 1}' },
      'model.answer',
    ],
    ['free words', { content: 'Of course! That will be £20.' }, 'model.answer'],
    ['certainty over one', { content: '{"intent": "price", "confidence": 7}' }, 'model.answer'],
    ['no certainty', { content: '{"intent": "price"}' }, 'model.answer'],
    ['no JSON at all', { body: '<html>' }, 'model.answer'],
    ['a refused key', { status: 401 }, 'http.401'],
    ['too many questions', { status: 429 }, 'http.429'],
    ['a way elsewhere, which the key must not follow', { status: 307 }, 'http.307'],
    ['an answer without end', { body: 'x'.repeat(300_000) }, 'file.size'],
  ])('refuses %s', async (_, given, code) => {
    answer = given
    await expect(ask(real, 'x')).rejects.toMatchObject({ name: 'VendorRefused', code })
    expect(posted).toHaveLength(1)
  })

  test('does not wait longer than it is told', async () => {
    answer = { afterMs: 1_000 }
    const late = real.chooseIntent({ ...account, timeoutMs: 50 }, { text: 'x', intents })
    await expect(late).rejects.toMatchObject({ code: 'net.timeout' })
  })

  test('never asks this machine or a private network unless that is allowed', async () => {
    const careful = createChatCompletions({ allowPrivate: false })
    await expect(ask(careful, 'x')).rejects.toMatchObject({ code: 'file.address' })
    expect(posted).toEqual([])
  })
})
