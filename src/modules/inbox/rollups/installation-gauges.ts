import type { InstallationGauge } from '#platform/metrics.ts'
import { ChannelKind } from '../contract/words.ts'

// For whoever runs the installation, over all organisations: how full the queues are, never what is in them.

const kinds = `(values ${ChannelKind.options.map((kind) => `('${kind}')`).join(', ')}) as k (channel)`

const outgoing = (value: string) => `
  select k.channel, ${value} as value
  from ${kinds}
  left join (inbox.outgoing q join inbox.channels c on c.org_id = q.org_id and c.id = q.channel_id)
    on c.kind = k.channel
  group by k.channel`

const seconds = (since: string) => `coalesce(extract(epoch from now() - min(${since})), 0)`

export const inboxGauges: readonly InstallationGauge[] = [
  {
    name: 'frontdesk_outgoing_messages',
    help: 'Messages to customers that wait to be sent, by kind of channel.',
    labels: ['channel'],
    select: outgoing('count(q.message_id)::int'),
  },
  {
    name: 'frontdesk_outgoing_oldest_seconds',
    help: 'How long the oldest message to a customer has waited to be sent, by kind of channel; 0 when none waits.',
    labels: ['channel'],
    select: outgoing(seconds('q.queued_at')),
  },
  {
    name: 'frontdesk_deliveries_waiting',
    help: 'Deliveries of channels’ vendors that are stored and not worked yet.',
    labels: [],
    select: 'select count(*)::int as value from inbox.deliveries where processed_at is null',
  },
  {
    name: 'frontdesk_deliveries_oldest_seconds',
    help: 'How long the oldest delivery of a vendor has waited to be worked; 0 when none waits.',
    labels: [],
    select: `select ${seconds('received_at')} as value from inbox.deliveries where processed_at is null`,
  },
]
