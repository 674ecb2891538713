import type { ComponentProps, ReactNode } from 'react'

interface CardFrame extends Omit<ComponentProps<'input'>, 'title' | 'children'> {
  title: ReactNode
  /** A second line under the title. */
  detail?: ReactNode
  /** At the right: the price, "from £63". */
  aside?: ReactNode
  /** A full row below, such as a small line "held for 9:41". */
  children?: ReactNode
}

function ChoiceCard({
  type,
  title,
  detail,
  aside,
  children,
  ...rest
}: CardFrame & { type: 'radio' | 'checkbox' }) {
  return (
    <label className="pick">
      <input {...rest} type={type} className={type === 'radio' ? 'radio' : 'check'} />
      <span>
        <span className="title">{title}</span>
        {detail && <span className="detail"> {detail}</span>}
      </span>
      {aside && <span className="aside">{aside}</span>}
      {children && <span className="more">{children}</span>}
    </label>
  )
}

/** One answer of several, big enough for a thumb; a real radio button, so it works in a plain form. */
export function RadioCard(props: CardFrame) {
  return <ChoiceCard {...props} type="radio" />
}

/** One of several that may be taken together. */
export function CheckboxCard(props: CardFrame) {
  return <ChoiceCard {...props} type="checkbox" />
}
