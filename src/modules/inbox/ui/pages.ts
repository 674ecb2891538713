import { botOfficePages, botSettingsPages } from './pages/bot.ts'
import { broadcastsOfficePages, broadcastsSettingsPages } from './pages/broadcasts.ts'
import { channelsOfficePages, channelsSettingsPages } from './pages/channels.ts'
import { rulesOfficePages, rulesSettingsPages } from './pages/rules.ts'
import { webchatOfficePages, webchatSettingsPages } from './pages/webchat.ts'

export const officePages = [
  ...channelsOfficePages,
  ...webchatOfficePages,
  ...botOfficePages,
  ...broadcastsOfficePages,
  ...rulesOfficePages,
]

export const settingsPages = [
  ...channelsSettingsPages,
  ...webchatSettingsPages,
  ...botSettingsPages,
  ...broadcastsSettingsPages,
  ...rulesSettingsPages,
]
