import { Button } from '../button.tsx'
import { CheckboxCard, RadioCard } from '../choice-card.tsx'
import { CheckField, FieldGroup, SelectField, TextAreaField, TextField } from '../field.tsx'
import { ErrorSummary, FormResult } from '../form-result.tsx'
import { SectionHead } from '../page-head.tsx'

const refused = {
  ok: false,
  status: 422,
  code: 'input.invalid',
  message: 'Some of what was sent is not right.',
  faults: [
    { path: ['client', 'email'], message: 'Write the address as name@example.com.' },
    { path: ['client', 'postcode'], message: 'We do not come to E99 yet. Try another address.' },
  ],
  details: {},
  requestId: 'r-1',
  input: { client: { email: 'hannah.w@posteo', postcode: 'E99 1AA' } },
}

export function Choices() {
  return (
    <section className="stack">
      <SectionHead title="Forms" end="plain, refused, cards" />
      <div className="pair">
        <form className="card pad form">
          <TextField name="a.name" label="Name" defaultValue="Hannah Whitcombe" autoComplete="off" />
          <TextField
            name="a.price"
            label="Price"
            prefix="£"
            suffix="an hour"
            defaultValue="21.00"
            inputMode="decimal"
          />
          <SelectField
            name="a.zone"
            label="Time zone"
            help="Days begin at midnight here."
            options={[
              { value: 'Europe/London', label: 'London' },
              { value: 'Europe/Warsaw', label: 'Warsaw' },
            ]}
          />
          <TextAreaField name="a.note" label="Getting in" optional placeholder="Key safe by the blue door" />
          <CheckField name="a.eco" label="Eco products only" defaultChecked />
          <CheckField
            name="a.live"
            as="switch"
            label="Take bookings online"
            help="Takes effect at once."
            defaultChecked
          />
          <div className="acts">
            <Button tone="primary" type="submit">
              Save
            </Button>
            <Button tone="quiet">Back</Button>
          </div>
        </form>
        <FormResult result={refused}>
          <form className="card pad form">
            <ErrorSummary
              result={refused}
              labels={{ 'client.email': 'E-mail', 'client.postcode': 'Postcode' }}
            />
            <TextField name="client.email" label="E-mail" type="email" />
            <TextField name="client.postcode" label="Postcode" help="We check that we come to you." />
            <TextField name="client.reference" label="Reference" value="BR-7K3Q" readOnly />
          </form>
        </FormResult>
        <form className="stack s8">
          <FieldGroup name="b.service" label="What shall we do?">
            <RadioCard
              name="b.service"
              value="1"
              title="Regular clean"
              detail="2 to 4 hours"
              aside="from £42"
              defaultChecked
            />
            <RadioCard
              name="b.service"
              value="2"
              title="Deep clean"
              detail="a whole day, two people"
              aside="from £168"
            />
            <RadioCard name="b.service" value="3" title="End of tenancy" detail="not in N16" disabled />
          </FieldGroup>
          <FieldGroup name="b.extras" label="Anything else?">
            <CheckboxCard name="b.extras" value="1" title="Inside the oven" aside="£18.00" defaultChecked />
            <CheckboxCard
              name="b.extras"
              value="2"
              title="Eco products"
              aside={
                <>
                  £4.50<small>a visit</small>
                </>
              }
            />
          </FieldGroup>
        </form>
      </div>
    </section>
  )
}
