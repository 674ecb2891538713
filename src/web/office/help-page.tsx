import type { MetaFunction } from 'react-router'
import { PageHead } from '../kit/page-head.tsx'
import type { PageHandle } from './page-title.tsx'
import { ShortcutList } from './shortcut-list.tsx'

export const handle: PageHandle = { title: 'Help' }
export const meta: MetaFunction = () => [{ title: 'Help · Frontdesk' }]

const topics = [
  {
    title: 'A visit is never booked twice',
    text: 'Travel and breaks count as busy time. When two people want the same slot, one gets it and the other is offered the nearest free times.',
  },
  {
    title: 'The screen is live',
    text: 'The dot at the top says until when everything you see is complete. When it turns hollow we are reconnecting, and the page catches up by itself.',
  },
  {
    title: 'You can take things back',
    text: 'Whatever can be undone says so for ten seconds after you did it. Before anything that cannot, you are told what will happen and to whom.',
  },
  {
    title: 'Addresses keep what you see',
    text: 'Filters, sorting and the open record are part of the page’s address. Copy it to a colleague and they see the same, as far as their role allows.',
  },
  {
    title: 'Messages can be proved',
    text: 'The outbox shows every message with its channel, its state, the reason when it failed, and when it is tried again.',
  },
  {
    title: 'Who may do what',
    text: 'Roles decide which buttons you see; the server checks again every time. The audit log keeps who changed what, and when.',
  },
]

/** How things work, and the keys. */
export default function HelpPage() {
  return (
    <>
      <PageHead title="Help" lead="How Frontdesk works, in short." />
      <div className="stack s24">
        <section className="card pad" aria-labelledby="keys">
          <h2 id="keys" className="vh">
            Keyboard shortcuts
          </h2>
          <ShortcutList />
        </section>
        <div className="help-topics">
          {topics.map((topic) => (
            <section key={topic.title} className="card pad">
              <h2>{topic.title}</h2>
              <p className="muted">{topic.text}</p>
            </section>
          ))}
        </div>
      </div>
    </>
  )
}
