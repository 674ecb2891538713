import { describe, expect, test } from 'vitest'
import { webchatInput } from './webchat-form.ts'

const form = (fields: Record<string, string>) => {
  const data = new FormData()
  for (const [name, value] of Object.entries({ channelId: 'c', name: 'Web chat', ...fields }))
    data.set(name, value)
  return data
}

describe('the web chat’s form', () => {
  test('boxes without a tick are off, and an emptied text is empty', () => {
    const { isActive, settings } = webchatInput(form({ 'settings.greeting': '' }))
    expect(isActive).toBe(false)
    expect(settings).toMatchObject({ greeting: '', offlineForm: false, sites: [] })
  })

  test('sites stand one under the other, or between commas', () => {
    const { settings } = webchatInput(form({ 'settings.sites': 'https://a.example\r\nb.example, c.example' }))
    expect(settings?.sites).toEqual(['https://a.example', 'b.example', 'c.example'])
  })

  test('the colour counts only when it is wanted', () => {
    const colour = { 'settings.colour': '#AA0000' }
    expect(webchatInput(form(colour)).settings?.colour).toBe('')
    expect(webchatInput(form({ ...colour, hasColour: 'true' })).settings?.colour).toBe('#AA0000')
  })
})
