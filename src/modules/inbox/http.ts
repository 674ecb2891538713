import type { Served } from '#platform/http.ts'
import { botEndpoints } from './http/bot.ts'
import { broadcastsEndpoints } from './http/broadcasts.ts'
import { channelsEndpoints } from './http/channels.ts'
import { conversationsEndpoints } from './http/conversations.ts'
import { intakeEndpoints } from './http/intake.ts'
import { webchatEndpoints } from './http/webchat.ts'

export const endpoints: readonly Served[] = [
  ...conversationsEndpoints,
  ...channelsEndpoints,
  ...intakeEndpoints,
  ...webchatEndpoints,
  ...botEndpoints,
  ...broadcastsEndpoints,
]
