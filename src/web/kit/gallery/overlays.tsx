import { useState } from 'react'
import { Button } from '../button.tsx'
import { ConfirmWithConsequences } from '../confirm.tsx'
import { Drawer } from '../drawer.tsx'
import { TextAreaField } from '../field.tsx'
import { Icon } from '../icon.tsx'
import { LiveDot } from '../live-dot.tsx'
import { Menu, MenuItem, MenuLabel, MenuLine } from '../menu.tsx'
import { SectionHead } from '../page-head.tsx'
import { showToast } from '../toast.tsx'

export function Overlays() {
  const [open, setOpen] = useState<'drawer' | 'confirm' | null>(null)
  return (
    <section className="stack s8">
      <SectionHead title="Overlays" end="drawer, confirmation, menu, toast" />
      <div className="card pad row wrap">
        <Button onClick={() => setOpen('drawer')}>Open a record</Button>
        <Button onClick={() => setOpen('confirm')}>Cancel visit…</Button>
        <Menu
          label="More"
          className="btn"
          trigger={
            <>
              More
              <Icon name="chevron-down" size={14} />
            </>
          }
        >
          <MenuLabel>Visit</MenuLabel>
          <MenuItem icon="edit" shortcut="E">
            Edit
          </MenuItem>
          <MenuItem icon="calendar" shortcut="M">
            Move
          </MenuItem>
          <MenuLine />
          <MenuItem icon="trash" tone="bad">
            Cancel visit
          </MenuItem>
        </Menu>
        <Button onClick={() => showToast({ tone: 'good', text: 'Visit cancelled', undo: async () => {} })}>
          Toast with undo
        </Button>
        <Button onClick={() => showToast({ tone: 'bad', text: 'This slot was taken a moment ago.' })}>
          Bad news
        </Button>
        <LiveDot />
      </div>
      {open === 'drawer' && (
        <Drawer
          title="Sat 28 Nov, 09:30 – 12:30"
          onClose={() => setOpen(null)}
          actions={<Button tone="primary">Save</Button>}
        >
          <dl className="kv">
            <dt>Client</dt>
            <dd>Hannah Whitcombe</dd>
            <dt>Where</dt>
            <dd>42 Albion Road, N16 8JR</dd>
          </dl>
        </Drawer>
      )}
      {open === 'confirm' && (
        <ConfirmWithConsequences
          action="Cancel visit"
          isDangerous
          effects={[
            { tone: 'good', text: '£71.50 goes back to the Visa ending 4242.' },
            { tone: 'info', text: 'Hannah is told by WhatsApp and e-mail.' },
            { tone: 'warn', text: 'Anna has a gap from 09:00 to 13:00.' },
          ]}
          fields={<TextAreaField name="reason" label="Reason" optional />}
          onConfirm={async () => true}
          onClose={() => setOpen(null)}
        >
          Sat 28 Nov, 09:30 – 12:30 at Hannah Whitcombe’s, with Anna.
        </ConfirmWithConsequences>
      )}
    </section>
  )
}
