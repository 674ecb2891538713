import { Avatar, PersonChip } from '../avatar.tsx'
import { Banner } from '../banner.tsx'
import { Button, LinkButton } from '../button.tsx'
import { Icon } from '../icon.tsx'
import { iconNames } from '../icon-names.ts'
import { Money } from '../money.tsx'
import { SectionHead } from '../page-head.tsx'
import { StatusPill } from '../status-pill.tsx'
import { Tabs } from '../tabs.tsx'
import { When } from '../when.tsx'

export function SmallParts() {
  return (
    <section className="stack">
      <SectionHead title="Small parts" end="buttons, pills, people, time, money" />
      <div className="card pad stack">
        <div className="row wrap">
          <Button tone="primary" icon="plus">
            New booking
          </Button>
          <Button icon="person-off">Someone is ill…</Button>
          <Button tone="quiet">Not the same</Button>
          <Button tone="danger">Cancel visit</Button>
          <Button size="sm">Reply</Button>
          <Button size="sm" icon="more" iconOnly>
            More
          </Button>
          <Button busy>Saving</Button>
          <Button disabled>Not now</Button>
          <LinkButton to="/kit" icon="external">
            A link
          </LinkButton>
          <Button size="lg">Large</Button>
          <Button size="xl" tone="primary">
            Continue to your details
          </Button>
        </div>
        <div className="row wrap">
          <StatusPill tone="bad">Over SLA</StatusPill>
          <StatusPill tone="warn">Late start</StatusPill>
          <StatusPill tone="good">Confirmed</StatusPill>
          <StatusPill>Unconfirmed</StatusPill>
          <StatusPill tone="warn" shape="cross">
            Not delivered
          </StatusPill>
          <StatusPill shape="half">Unpaid</StatusPill>
          <StatusPill tone="brand">Quoted</StatusPill>
          <StatusPill tone="info">Sent</StatusPill>
          <StatusPill tone="good" plain>
            Paid
          </StatusPill>
          <span className="tag">Fortnightly</span>
          <span className="tag">
            Key safe
            <button type="button">
              <Icon name="cross" label="Remove Key safe" />
            </button>
          </span>
          <kbd>Ctrl K</kbd>
        </div>
        <div className="row wrap" style={{ gap: 20 }}>
          <Avatar name="Nadia Rahman" own />
          <Avatar name="Hannah Whitcombe" size="lg" />
          <Avatar name="João Ferreira" size="xl" />
          <PersonChip name="Anna Kowalska" detail="4.9 from 212 visits" to="/kit" />
          <PersonChip name="A very long name that does not end where names usually end, Esquire" />
        </div>
        <div className="row wrap" style={{ gap: 20 }}>
          <Money minor={7150} />
          <Money minor={-1400} sign />
          <Money minor={186400} whole />
          <Money minor={1200} currency="JPY" />
          <When at={new Date(Date.now() - 12 * 60_000).toISOString()} />
          <When at={new Date(Date.now() + 118 * 60_000).toISOString()} />
          <When at="2026-11-28T09:30:00.000Z" style="date-time" />
          <When at="2026-11-28T09:30:00.000Z" style="day" />
        </div>
        <Banner tone="warn" actions={<Button size="sm">Compare</Button>}>
          <b className="b">H. Whitcomb</b> may be the same person: same phone, one letter apart in the name.
        </Banner>
        <Banner tone="bad">The connection to Google Calendar has ended. New visits are not copied.</Banner>
        <Banner tone="info">You see Frontdesk as Tom Whitfield does.</Banner>
        <Banner tone="good">All 148 messages of today were delivered.</Banner>
        <Tabs
          label="Sections"
          tabs={[
            { to: '/kit', label: 'Everything', count: 214 },
            { to: '/kit/messages', label: 'Messages' },
            { to: '/kit/money', label: 'Money' },
          ]}
        />
        <div className="row wrap muted" style={{ gap: 14 }}>
          {iconNames.map((name) => (
            <span key={name} title={name}>
              <Icon name={name} size={18} />
            </span>
          ))}
        </div>
      </div>
    </section>
  )
}
