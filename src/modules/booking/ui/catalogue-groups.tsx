import { useState } from 'react'
import { faultOf } from '#web/form.ts'
import { Banner } from '#web/kit/banner.tsx'
import { Icon } from '#web/kit/icon.tsx'
import { Menu, MenuItem, MenuLine } from '#web/kit/menu.tsx'
import type { Category, Service } from '../contract.ts'
import { CategoryForm } from './category-forms.tsx'
import { postedBy, swapped } from './posted-by.ts'
import { type Face, ServiceRows } from './service-rows.tsx'
import { useOrder } from './use-order.ts'

interface GroupsProps {
  services: readonly Service[]
  categories: readonly Category[]
  people: readonly Face[]
  isFiltered: boolean
  mayEdit: boolean
  result: unknown
}

/** The catalogue, category by category; services without one come last. */
export function CatalogueGroups(props: GroupsProps) {
  const { services, categories, people, isFiltered, mayEdit, result } = props
  const order = useOrder(
    'category',
    categories.map(({ id }) => id),
  )
  const groups = order.ids.flatMap((id, index) => {
    const category = categories.find((one) => one.id === id)
    const own = services.filter(({ categoryId }) => categoryId === id)
    return category && (own.length > 0 || !isFiltered) ? [{ category, own, index }] : []
  })
  const loose = services.filter(({ categoryId }) => categoryId === null)
  const message = faultOf(result as never, 'categoryId') ?? messageOf(result)
  return (
    <div className="stack">
      {message && <Banner tone="bad">{message}</Banner>}
      {groups.map(({ category, own, index }) => (
        <section key={category.id} className="card group" aria-labelledby={`category-${category.id}`}>
          <CategoryHead
            category={category}
            mayEdit={mayEdit}
            isFirst={index === 0}
            isLast={index === order.ids.length - 1}
            onMove={(step) => void order.moveTo(index, index + step)}
            idsWith={(step) => swapped(order.ids, index, index + step)}
          />
          {own.length === 0 ? (
            <p className="muted t13 empty">No services in this category yet.</p>
          ) : (
            <ServiceRows name={category.id} services={own} {...{ people, mayEdit, isFiltered }} />
          )}
        </section>
      ))}
      {loose.length > 0 && (
        <section className="card group" aria-labelledby="category-none">
          <div className="group-h">
            <h2 id="category-none">{categories.length > 0 ? 'Without category' : 'All services'}</h2>
          </div>
          <ServiceRows name="none" services={loose} {...{ people, mayEdit, isFiltered }} />
        </section>
      )}
    </div>
  )
}

function messageOf(result: unknown): string | undefined {
  const refusal = result as { ok?: boolean; faults?: unknown[]; message?: string } | undefined
  return refusal?.ok === false && refusal.faults?.length === 0 ? refusal.message : undefined
}

function CategoryHead(props: {
  category: Category
  mayEdit: boolean
  isFirst: boolean
  isLast: boolean
  onMove: (step: 1 | -1) => void
  idsWith: (step: 1 | -1) => string
}) {
  const { category, mayEdit, isFirst, isLast, onMove, idsWith } = props
  const [isEditing, setEditing] = useState(false)
  if (isEditing) return <CategoryForm category={category} onClose={() => setEditing(false)} />
  const move = (step: 1 | -1) => ({
    ...postedBy(`order-category:${idsWith(step)}`),
    onClick: (event: { preventDefault(): void }) => {
      event.preventDefault()
      onMove(step)
    },
  })
  return (
    <div className="group-h">
      <div className="grow">
        <h2 id={`category-${category.id}`}>{category.name}</h2>
        {category.description && <p className="muted t12">{category.description}</p>}
      </div>
      {mayEdit && (
        <Menu
          label={`More for ${category.name}`}
          className="btn sm icon quiet"
          align="end"
          trigger={<Icon name="more" />}
        >
          <MenuItem icon="edit" onClick={() => setEditing(true)}>
            Change name
          </MenuItem>
          {!isFirst && (
            <MenuItem icon="chevron-up" {...move(-1)}>
              Move up
            </MenuItem>
          )}
          {!isLast && (
            <MenuItem icon="chevron-down" {...move(1)}>
              Move down
            </MenuItem>
          )}
          <MenuLine />
          <MenuItem icon="trash" tone="bad" {...postedBy(`delete-category:${category.id}`)}>
            Delete category
          </MenuItem>
        </Menu>
      )}
    </div>
  )
}
