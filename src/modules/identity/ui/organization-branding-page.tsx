import './identity.css'
import { useState } from 'react'
import { Form } from 'react-router'
import type { InputOf } from '#values/endpoint.ts'
import { serverApi } from '#web/api.ts'
import { refuse, submit } from '#web/form.ts'
import { Button } from '#web/kit/button.tsx'
import { TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import { getOrganizationSettings, removeLogo, setLogo, updateOrganization } from '../contract/organization.ts'
import { contrastOf, inkOf } from '../domain/colour.ts'
import type { Route } from './+types/organization-branding-page'
import { ownRefusal, pictureOf, readForm } from './form-parts.ts'
import { OrganizationHead } from './organization-tabs.tsx'
import { PictureField } from './picture-field.tsx'
import { SaveBar } from './save-bar.tsx'

export const handle: PageHandle = { title: 'Branding' }
export const meta: Route.MetaFunction = () => [{ title: 'Branding · Frontdesk' }]

export function loader({ context }: Route.LoaderArgs) {
  return serverApi(context)(getOrganizationSettings, {})
}

export async function action({ request, context }: Route.ActionArgs) {
  const api = serverApi(context)
  const form = await request.formData()
  const { intent, input } = readForm(form)
  const result =
    intent === 'logo'
      ? await saveLogo(api, form)
      : intent === 'remove-logo'
        ? await submit(api, removeLogo, {})
        : await submit(api, updateOrganization, input)
  return result.ok ? { ok: true as const, intent } : refuse(result)
}

async function saveLogo(api: ReturnType<typeof serverApi>, form: FormData) {
  const picture = await pictureOf(form, 'picture')
  if (!picture) return ownRefusal('Choose a picture first.', 'picture')
  return submit(api, setLogo, picture as InputOf<typeof setLogo>)
}

export default function OrganizationBrandingPage({ loaderData: org, actionData }: Route.ComponentProps) {
  const mayEdit = useMay('org.edit')
  const saved = actionData?.ok ? actionData.intent : undefined
  return (
    <>
      <OrganizationHead lead="Your colour and logo on booking pages, in messages and on invoices." />
      <FormResult result={actionData}>
        <fieldset disabled={!mayEdit} className="card">
          <div className="set">
            <header>
              <h2>Logo</h2>
              <p>PNG, JPEG or WebP under 1 MB; wide pictures look best.</p>
            </header>
            <div className="stack">
              <ErrorSummary result={actionData} labels={{ colour: 'Colour', picture: 'Logo' }} />
              <Form method="post" encType="multipart/form-data" className="form" noValidate>
                <input type="hidden" name="intent" value="logo" />
                <PictureField label="Logo" current={org.logoUrl} longestSide={1024} />
                {mayEdit && (
                  <SaveBar
                    isSecond
                    label="Save logo"
                    intent="logo"
                    saved={saved === 'logo' ? 'Saved.' : undefined}
                  />
                )}
              </Form>
              {mayEdit && org.logoUrl && (
                <Form method="post">
                  <input type="hidden" name="intent" value="remove-logo" />
                  <Button type="submit" size="sm" icon="trash">
                    Remove the logo
                  </Button>
                </Form>
              )}
            </div>
          </div>
          <ColourSection key={org.colour} org={org} mayEdit={mayEdit} isSaved={saved === 'colour'} />
        </fieldset>
      </FormResult>
    </>
  )
}

function ColourSection(props: {
  org: Route.ComponentProps['loaderData']
  mayEdit: boolean
  isSaved: boolean
}) {
  const { org, mayEdit, isSaved } = props
  const [colour, setColour] = useState(org.colour)
  const isColour = /^#[0-9a-f]{6}$/i.test(colour)
  const ink = isColour ? inkOf(colour.toUpperCase()) : org.inkColour
  return (
    <div className="set">
      <header>
        <h2>Colour</h2>
        <p>Used for buttons and links. We darken it where people could not read it otherwise.</p>
      </header>
      <Form method="post" className="form" noValidate>
        <input type="hidden" name="intent" value="colour" />
        <TextField
          name="colour"
          label="Colour"
          type="color"
          value={isColour ? colour : org.colour}
          onChange={(event) => setColour(event.target.value)}
          help={colourWords(colour.toUpperCase(), ink)}
        />
        <div className="brand-look" aria-hidden="true">
          <span className="bar-l" style={{ color: ink }}>
            {org.logoUrl ? <img src={org.logoUrl} alt="" /> : org.name}
          </span>
          <span>
            Your next visit is on Thursday. <span style={{ color: ink, fontWeight: 500 }}>Change it</span>
          </span>
          <span className="bar-b" style={{ background: ink }}>
            Book a visit
          </span>
        </div>
        {mayEdit && <SaveBar label="Save colour" intent="colour" saved={isSaved ? 'Saved.' : undefined} />}
      </Form>
    </div>
  )
}

function colourWords(colour: string, ink: string): string {
  if (colour === ink) return `${colour} can be read everywhere.`
  const ratio = contrastOf(colour, '#FFFFFF').toFixed(1)
  return `${colour} is too light for text (contrast ${ratio}, needed 4.5), so text and buttons use ${ink}.`
}
