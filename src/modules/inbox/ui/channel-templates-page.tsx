import { serverApi } from '#web/api.ts'
import { LinkButton } from '#web/kit/button.tsx'
import { type Column, DataGrid } from '#web/kit/data-grid.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import { When } from '#web/kit/when.tsx'
import { useLiveRevalidate } from '#web/live.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import { type ChannelTemplate, listChannelTemplates } from '../contract/templates.ts'
import { channelNames } from '../contract/words.ts'
import type { Route } from './+types/channel-templates-page'
import { ChannelsHead } from './channel-tabs.tsx'
import { reasonWords, TemplateState } from './channel-template-look.tsx'

export const handle: PageHandle = {
  title: 'Templates of channels',
  parent: { to: '/settings/channels', label: 'Channels' },
}

export async function loader({ context }: Route.LoaderArgs) {
  return serverApi(context)(listChannelTemplates, {})
}

const columns: Column<ChannelTemplate>[] = [
  {
    key: 'name',
    label: 'Template',
    render: ({ name, body, reason }) => (
      <span className="stack s4">
        <span className="cut">{name}</span>
        <span className="muted t12 cut">{reason ? reasonWords(reason) : body}</span>
      </span>
    ),
  },
  {
    key: 'state',
    label: 'State',
    width: '180px',
    render: (template) => (
      <span className="row" title={template.reason ? reasonWords(template.reason) : undefined}>
        <TemplateState template={template} />
      </span>
    ),
  },
  {
    key: 'channel',
    label: 'Channel',
    width: '160px',
    hideOnPhone: true,
    render: ({ channelName, channelKind }) => (
      <span className="cut">{channelName ?? channelNames[channelKind]}</span>
    ),
  },
  {
    key: 'language',
    label: 'Language',
    width: '100px',
    hideOnPhone: true,
    render: ({ language }) => language.replace('_', '-'),
  },
  {
    key: 'updated',
    label: 'Changed',
    width: '150px',
    hideOnPhone: true,
    render: ({ updatedAt }) => <When at={updatedAt} />,
  },
]

/** Texts that may open a conversation; WhatsApp approves them first (INBX-012). */
export default function ChannelTemplatesPage({ loaderData: { items } }: Route.ComponentProps) {
  useLiveRevalidate(['channels'])
  const mayEdit = useMay('template.edit')
  const add = mayEdit && (
    <LinkButton tone="primary" icon="plus" to="/settings/channels/templates/new">
      New template
    </LinkButton>
  )
  return (
    <div className="stack">
      <ChannelsHead actions={items.length > 0 && add} />
      <DataGrid
        label="Templates"
        columns={columns}
        rows={items}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/settings/channels/templates/${id}`}
        total={items.length}
        noun="templates"
        empty={
          <EmptyState icon="message" title="No templates yet" action={add}>
            On WhatsApp only an approved template may begin a conversation, or follow after 24 hours.
            Broadcasts are made from templates too.
          </EmptyState>
        }
      />
    </div>
  )
}
