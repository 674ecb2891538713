import { Form, useNavigation } from 'react-router'
import { valueAt } from '#web/form.ts'
import { Button, LinkButton } from '#web/kit/button.tsx'
import { CheckboxCard } from '#web/kit/choice-card.tsx'
import { CheckField, SelectField, TextAreaField, TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { SectionHead } from '#web/kit/page-head.tsx'
import type { StaffMember } from '../contract.ts'
import { PictureField } from './picture-field.tsx'

const labels = {
  name: 'Name',
  email: 'E-mail address',
  phone: 'Phone',
  bio: 'About this person',
  colour: 'Colour in the calendar',
  memberId: 'Sign-in',
  photo: 'Photo',
}

interface StaffFormProps {
  person?: StaffMember
  services: readonly { id: string; name: string }[]
  /** Members of the team; null when the session may not see them. */
  team: readonly { id: string; name: string; email: string }[] | null
  result: unknown
}

/** A person's profile and skills; the same for a new one. */
export function StaffForm({ person, services, team, result }: StaffFormProps) {
  const { state, formData } = useNavigation()
  const isBusy = state === 'submitting' && formData?.get('intent') === 'save'
  const sent = (name: string) => valueAt((result as { input?: unknown } | undefined)?.input, name)
  const hasSent = sent('colour') !== undefined
  const chosen = hasSent ? [sent('serviceIds')].flat() : (person?.serviceIds ?? services.map(({ id }) => id))
  const isActive = hasSent ? sent('active') === 'true' : (person?.active ?? true)
  return (
    <FormResult result={result}>
      <Form method="post" encType="multipart/form-data" className="form record two" noValidate>
        <input type="hidden" name="intent" value="save" />
        <ErrorSummary result={result} labels={labels} />
        <div className="columns">
          <div className="stack">
            <div className="card pad form">
              <TextField
                name="name"
                label={labels.name}
                defaultValue={person?.name}
                autoComplete="off"
                required
              />
              <div className="pair">
                <TextField
                  name="phone"
                  label={labels.phone}
                  type="tel"
                  optional
                  defaultValue={person?.phone ?? undefined}
                  autoComplete="off"
                />
                <TextField
                  name="email"
                  label={labels.email}
                  type="email"
                  optional
                  defaultValue={person?.email ?? undefined}
                  autoComplete="off"
                />
              </div>
              <TextAreaField
                name="bio"
                label={labels.bio}
                optional
                defaultValue={person?.bio}
                help="Customers read this when they choose who comes."
              />
              <div className="pair">
                <TextField
                  name="colour"
                  type="color"
                  label={labels.colour}
                  defaultValue={person?.colour ?? '#3B6FA0'}
                />
                {team && (
                  <SelectField
                    name="memberId"
                    label={labels.memberId}
                    optional
                    placeholder="No sign-in"
                    options={team.map(({ id, name, email }) => ({ value: id, label: `${name} (${email})` }))}
                    defaultValue={person?.memberId ?? undefined}
                    help="With it, this person sees their own day."
                  />
                )}
              </div>
              <PictureField
                key={person?.photoUrl}
                name="photo"
                label={labels.photo}
                url={person?.photoUrl ?? null}
                round
              />
              <CheckField
                name="active"
                as="switch"
                label="Takes visits"
                help="Paused, nobody new is booked in; visits that are booked stay."
                defaultChecked={isActive}
              />
            </div>
          </div>
          <div className="stack">
            <div className="card pad form">
              <SectionHead title="Services this person does" count={services.length} />
              {services.length === 0 ? (
                <p className="muted">There are no services yet.</p>
              ) : (
                <div className="choices">
                  {services.map(({ id, name }) => (
                    <CheckboxCard
                      key={id}
                      name="serviceIds"
                      value={id}
                      title={name}
                      defaultChecked={chosen.includes(id)}
                    />
                  ))}
                </div>
              )}
            </div>
          </div>
        </div>
        <div className="acts sticky">
          <Button type="submit" tone="primary" busy={isBusy}>
            {person ? 'Save profile' : 'Add person'}
          </Button>
          <LinkButton to="/staff">Back to staff</LinkButton>
        </div>
      </Form>
    </FormResult>
  )
}
