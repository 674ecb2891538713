import { SelectField, TextAreaField, TextField } from '#web/kit/field.tsx'
import { SectionHead } from '#web/kit/page-head.tsx'
import type { Broadcast } from '../contract/broadcasts.ts'

/** Who gets it: clients by filter, a pasted list, or both. */
export function BroadcastAudience({ broadcast }: { broadcast: Broadcast | undefined }) {
  const audience = broadcast?.audience
  const kept = audience?.addressCount ?? 0
  return (
    <section className="form card pad" aria-labelledby="who">
      <SectionHead id="who" title="Who" />
      <SelectField
        name="audience.onlyAddresses"
        label="From"
        defaultValue={audience?.onlyAddresses === true ? 'true' : 'false'}
        options={[
          { value: 'false', label: 'Clients, as filtered here, and the pasted list' },
          { value: 'true', label: 'The pasted list alone' },
        ]}
      />
      <div className="bc-four">
        <TextField
          name="tags"
          label="Any of these tags"
          optional
          defaultValue={audience?.tags.join(', ')}
          help="Separated by commas."
          autoComplete="off"
        />
        <TextField
          name="postcodes"
          label="Postcode begins with"
          optional
          defaultValue={audience?.postcodes.join(', ')}
          help="Such as N16, E8."
          autoComplete="off"
        />
        <TextField
          name="audience.lastVisitFrom"
          type="date"
          label="Last visit on or after"
          optional
          defaultValue={audience?.lastVisitFrom}
        />
        <TextField
          name="audience.lastVisitBefore"
          type="date"
          label="Last visit before"
          optional
          defaultValue={audience?.lastVisitBefore}
        />
      </div>
      <TextAreaField
        name="list"
        label="Pasted list"
        optional
        rows={8}
        className="bc-list"
        spellCheck={false}
        placeholder={'07700 900142, Grace Obi\n07700 900143, Samir Abara'}
        help={
          kept > 0
            ? `${kept.toLocaleString('en-GB')} pasted lines are kept; pasting again replaces them.`
            : 'One person a line: number or e-mail address, a comma, the name. At most 10,000 lines; the preview names those that cannot be used.'
        }
      />
      <p className="muted t13">
        Whoever wrote STOP, or any other word that ends messages, is left out by itself, and nobody gets it
        twice.
      </p>
    </section>
  )
}
