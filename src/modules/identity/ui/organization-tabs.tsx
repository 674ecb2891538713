import { LinkButton } from '#web/kit/button.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { Tabs } from '#web/kit/tabs.tsx'
import { useMay } from '#web/session.ts'

/** The head that the four pages of the organisation's settings share. */
export function OrganizationHead({ lead }: { lead: string }) {
  const mayCreate = useMay('org.create')
  return (
    <>
      <PageHead
        title="Organisation"
        lead={lead}
        actions={
          mayCreate && (
            <LinkButton to="/settings/organization/new" icon="plus">
              New organisation
            </LinkButton>
          )
        }
      />
      <Tabs
        label="Settings of the organisation"
        tabs={[
          { to: '/settings/organization', label: 'Profile' },
          { to: '/settings/organization/branding', label: 'Branding' },
          { to: '/settings/organization/hours', label: 'Hours' },
          { to: '/settings/organization/policies', label: 'Policies' },
        ]}
      />
    </>
  )
}
