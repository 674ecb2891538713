import { Fragment } from 'react'
import { Icon } from '#web/kit/icon.tsx'
import type { Message } from '../contract/conversations.ts'
import { clock } from './conversation-time.ts'
import {
  answersOf,
  callOf,
  cardsOf,
  choiceOf,
  placeOf,
  reactionOf,
  templateButtons,
  unknownOf,
} from './thread-data.ts'
import { ThreadFiles } from './thread-files.tsx'
import { ThreadMail } from './thread-mail.tsx'
import { ThreadText } from './thread-text.tsx'

/** What a message says or carries, by its kind. What we do not know is shown as such, never left out. */
export function ThreadContent({ message }: { message: Message }) {
  const { kind, body, attachments } = message
  switch (kind) {
    case 'email':
      return (
        <>
          <ThreadMail message={message} />
          <ThreadFiles files={attachments} />
        </>
      )
    case 'location':
      return <Place message={message} />
    case 'contacts':
      return <Cards message={message} />
    case 'call':
      return <Call message={message} />
    case 'reaction': {
      const emoji = reactionOf(message)
      return <p className="muted">{emoji ? `Reacted ${emoji}` : 'Took a reaction back'}</p>
    }
    case 'interactive':
      return <Choice message={message} />
    case 'template':
      return (
        <>
          <ThreadFiles files={attachments} />
          <ThreadText text={body} />
          <Offers offers={templateButtons(message)} />
        </>
      )
    case 'unknown':
      return <Unknown message={message} />
    default: {
      const { offers } = choiceOf(message)
      return (
        <>
          <ThreadFiles files={attachments} />
          {body !== '' && <ThreadText text={body} />}
          {message.direction === 'out' && <Offers offers={offers} />}
        </>
      )
    }
  }
}

function Place({ message }: { message: Message }) {
  const place = placeOf(message)
  if (!place) return <ThreadText text={message.body || 'A place we could not read'} />
  return (
    <a className="fl" href={place.href} target="_blank" rel="noopener noreferrer">
      <span className="fl-s ic">
        <Icon name="pin" size={18} />
      </span>
      <span className="grow">
        <span className="cut m">{place.name || 'Location'}</span>
        <span className="t12 muted tn cut">
          {place.address || `${place.lat.toFixed(5)}, ${place.lon.toFixed(5)}`}
        </span>
      </span>
      <Icon name="external" label="Open the map" />
    </a>
  )
}

function Cards({ message }: { message: Message }) {
  const cards = cardsOf(message)
  if (cards.length === 0) return <ThreadText text={message.body || 'A contact card we could not read'} />
  return cards.map((card, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: cards of one message keep their places
    <span key={index} className="fl">
      <span className="fl-s ic">
        <Icon name="person" size={18} />
      </span>
      <span className="grow">
        <span className="cut m">{card.name}</span>
        {card.phones.map((phone) => (
          <a key={phone} className="t12 link tn" href={`tel:${phone.replace(/[^\d+]/g, '')}`}>
            {phone}
          </a>
        ))}
        {card.emails.map((email) => (
          <a key={email} className="t12 link" href={`mailto:${email}`}>
            {email}
          </a>
        ))}
      </span>
    </span>
  ))
}

function Call({ message }: { message: Message }) {
  const { isMissed, seconds, words } = callOf(message)
  const hasRecording = message.attachments.length > 0
  return (
    <>
      <span className="row">
        <Icon name="phone" />
        <span className={isMissed ? 'm bad' : 'm'}>{words}</span>
        {seconds !== null && seconds > 0 && <span className="muted tn">{clock(seconds)}</span>}
      </span>
      {message.body !== '' && <ThreadText text={message.body} />}
      {hasRecording && <p className="t12 muted">{isMissed ? 'Voicemail' : 'Recording'}</p>}
      <ThreadFiles files={message.attachments} />
    </>
  )
}

function Choice({ message }: { message: Message }) {
  const { title, detail, offers } = choiceOf(message)
  const answers = answersOf(message)
  const isAnswer = message.direction === 'in'
  return (
    <>
      {isAnswer && <p className="t12 muted">Chose an answer</p>}
      <ThreadText text={message.body || title || (answers.length > 0 ? 'Filled in a form' : 'A choice')} />
      {detail && <p className="t12 muted">{detail}</p>}
      {answers.length > 0 && (
        <dl className="kv ans-kv">
          {answers.map(([question, answer]) => (
            <Fragment key={question}>
              <dt>{question}</dt>
              <dd>{answer}</dd>
            </Fragment>
          ))}
        </dl>
      )}
      {!isAnswer && <Offers offers={offers} />}
    </>
  )
}

function Offers({ offers }: { offers: readonly string[] }) {
  if (offers.length === 0) return null
  return (
    <ul className="offers" aria-label="Answers on offer">
      {offers.map((offer) => (
        <li key={offer}>{offer}</li>
      ))}
    </ul>
  )
}

function Unknown({ message }: { message: Message }) {
  const raw = JSON.stringify(message.data, null, 2)
  const { type, reason } = unknownOf(message)
  return (
    <>
      <p className="muted">
        <Icon name="help" />{' '}
        {message.body ||
          `A message of a kind we do not know${type && ` (“${type}”)`}. It is kept as it came.`}
      </p>
      {reason && <p className="muted t12">The provider says: {reason}</p>}
      {raw !== '{}' && (
        <details className="raw">
          <summary>What came</summary>
          <pre>{raw}</pre>
        </details>
      )}
      <ThreadFiles files={message.attachments} />
    </>
  )
}
