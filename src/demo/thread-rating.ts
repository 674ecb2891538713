import { bell, type Chance, quickId, spanAround } from './random.ts'
import type { Scene } from './scene.ts'
import { happen, hear, write } from './thread-acts.ts'
import { DAY, iso, MINUTE, type Play } from './thread-state.ts'

const HOUR = 60 * MINUTE
const QUESTION_AFTER_MINUTES = 2
/** Nobody is asked more often. */
const QUESTION_DAYS = 7

export const ratingQuestion = 'How did we do, from 1 (poor) to 5 (very well)?'

/** How people rate by what they wrote about; the bot's talks are rated a little lower. */
const usual: Readonly<Record<string, number>> = {
  praise: 4.95,
  complaint: 3,
  damage: 3.2,
  today: 4.1,
  lost: 4.6,
}

const comments: Readonly<Record<'good' | 'fair' | 'poor', readonly string[]>> = {
  good: [
    'Quick and kind',
    'Always a pleasure',
    'Sorted in two minutes!',
    'Lovely people',
    'Very helpful, thank you',
  ],
  fair: ['Took a while', 'Fine', 'Got there in the end', 'A bit slow today'],
  poor: ['Had to ask twice', 'Nobody answered for an hour', 'The bot didn’t get it', 'Not what I hoped for'],
}

/** "How did we do?" after most conversations; not everybody answers. Writes into a thread that has just been resolved. */
export function askForRating({ play, hurry }: Scene): void {
  const { chance, now } = play.world
  const { conversation } = play.rows
  const { contact, topic } = play
  if (contact.kind === 'phone' || topic.label === 'Spam' || topic.key === 'supplier') return
  if (conversation.handled_by === 'nobody' || play.at - contact.lastAskedAt < QUESTION_DAYS * DAY) return
  contact.lastAskedAt = play.at
  const id = quickId(chance, play.at)
  play.at += QUESTION_AFTER_MINUTES * MINUTE
  write(play, { kind: 'auto_reply' }, { body: ratingQuestion, data: { ratingId: id } })
  const asked = play.at
  const isAnswered = chance.happens(contact.kind === 'email' ? 0.22 : 0.44)
  const answeredAt = asked + Math.min(30 * HOUR, spanAround(chance, 6 * MINUTE * hurry, 1.4))
  const score = isAnswered && answeredAt <= now ? scoreOf(chance, play) : null
  play.rows.ratings.push({
    id,
    conversation_id: conversation.id,
    channel_id: conversation.channel_id,
    agent_id: conversation.resolved_by ?? conversation.assignee_id ?? null,
    handled_by: conversation.handled_by ?? 'nobody',
    asked_at: iso(asked),
    score,
    comment: score !== null && chance.happens(0.16) ? chance.pick(comments[toneOf(score)]) : '',
    answered_at: score === null ? null : iso(Math.floor(answeredAt)),
  })
  if (score === null) return
  play.at = answeredAt
  hear(play, { body: String(score) }, true)
  happen(play, 'rated', `${contact.name} rated this conversation ${score} of 5.`, null, { score })
}

function scoreOf(chance: Chance, { rows, topic, agent }: Play): number {
  const { conversation } = rows
  const base = conversation.handled_by === 'bot' ? 3.95 : (usual[topic.key] ?? 4.5)
  const slow = (conversation.first_reply_open_ms ?? 0) > HOUR ? 0.6 : 0
  const score = base + (agent?.warmth ?? 0) - slow + bell(chance) * 0.75
  return Math.max(1, Math.min(5, Math.round(score)))
}

function toneOf(score: number): keyof typeof comments {
  return score >= 4 ? 'good' : score === 3 ? 'fair' : 'poor'
}
