import type { InboxRow } from '#modules/inbox/public.ts'
import { bell, quickId } from './random.ts'
import type { Agent } from './shifts.ts'
import { DAY, type InboxWorld, iso, MINUTE, type ThreadRows } from './thread-state.ts'
import type { Topic } from './threads/topic.ts'

/** Of the firm: from eight to seven. */
const BUSINESS_DAY = 11 * 60 * MINUTE

/** How often a thread leaves something to be done, and what. */
const kinds: Readonly<Record<string, { share: number; titles: readonly string[] }>> = {
  damage: {
    share: 0.95,
    titles: [
      'Insurance case: broken vase',
      'Scratch on the hob: photos to the insurer',
      'Shower screen to be mended',
    ],
  },
  complaint: {
    share: 0.6,
    titles: [
      'Re-clean, free of charge',
      'Refund half a visit',
      'Talk about the bathroom with the team',
      'Hour left early: refund',
    ],
  },
  lost: { share: 0.22, titles: ['Bring back the charger', 'Find the earring', 'Jacket left at a client’s'] },
  invoice: {
    share: 0.07,
    titles: ['Monthly invoice from now on', 'Charged twice: refund', 'Change the name on the invoice'],
  },
  access: { share: 0.05, titles: ['Collect a spare key', 'New code for the key cabinet'] },
  business: {
    share: 0.3,
    titles: ['Send the offer', 'Visit the office for a quote', 'Insurance papers for the landlord'],
  },
  move: { share: 0.015, titles: ['Find another person for Thursdays'] },
}

type Ticket = InboxRow<'tickets'>

/** The ticket that a thread left, if it did; those of the last days are often still open. Its number comes later. */
export function ticketOf(world: InboxWorld, topic: Topic, rows: ThreadRows): Ticket | null {
  const { chance, now, agents, clock } = world
  const kind = kinds[topic.key]
  const { conversation } = rows
  const reply = rows.replies.find(({ agent_id }) => agent_id !== null)
  const agent = agents.find(({ memberId }) => memberId === conversation.assignee_id)
  if (!kind || !reply || !agent || !chance.happens(kind.share)) return null
  const createdAt = Date.parse(reply.replied_at) + (1 + chance.next() * 9) * MINUTE
  if (createdAt > now) return null
  const days = Math.exp(bell(chance) * 0.9) * (topic.key === 'damage' ? 10 : 5)
  const resolvedAt = clock.after(createdAt, days * BUSINESS_DAY)
  const isDone = resolvedAt < now
  return {
    id: quickId(chance, createdAt),
    number: 0,
    title: chance.pick(kind.titles),
    conversation_id: conversation.id,
    client_id: conversation.client_id ?? null,
    priority: priorityOf(topic, chance.next()),
    status: isDone ? 'resolved' : createdAt < now - 2 * DAY ? 'pending' : 'open',
    assignee_id: chance.happens(0.9) ? agent.memberId : null,
    created_at: iso(createdAt),
    created_by: agent.name,
    resolved_at: isDone ? iso(resolvedAt) : null,
    resolved_by: isDone ? finisher(world, agent, resolvedAt) : null,
  }
}

function priorityOf(topic: Topic, luck: number): Ticket['priority'] {
  if (topic.key === 'damage') return luck < 0.4 ? 'urgent' : 'high'
  if (topic.key === 'complaint') return luck < 0.06 ? 'urgent' : luck < 0.5 ? 'high' : 'normal'
  return luck < 0.08 ? 'high' : luck < 0.7 ? 'normal' : 'low'
}

function finisher({ rota, chance }: InboxWorld, agent: Agent, at: number): string {
  return (rota.anyone(chance, at, agent.teams[0]!) ?? agent).memberId
}

/** Human numbers in the order in which they were opened. */
export function numberTickets(tickets: Ticket[]): Ticket[] {
  tickets.sort((a, b) => (a.created_at < b.created_at ? -1 : 1))
  tickets.forEach((ticket, i) => {
    ticket.number = i + 1
  })
  return tickets
}
