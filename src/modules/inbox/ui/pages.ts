import { botOfficePages, botSettingsPages } from './pages/bot.ts'
import { broadcastsOfficePages, broadcastsSettingsPages } from './pages/broadcasts.ts'
import { channelsOfficePages, channelsSettingsPages } from './pages/channels.ts'
import { inboxOfficePages } from './pages/inbox.ts'
import { rulesOfficePages, rulesPublicPages, rulesSettingsPages } from './pages/rules.ts'
import { webchatOfficePages, webchatSettingsPages } from './pages/webchat.ts'

export const officePages = [
  ...inboxOfficePages,
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

export const publicPages = [...rulesPublicPages]
