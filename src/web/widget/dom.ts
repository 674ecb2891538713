type Child = Node | string | null | undefined | false

interface Props {
  class?: string
  [attribute: string]: string | boolean | ((event: never) => void) | undefined
}

/** An element with attributes (`onclick` and its kin are listeners) and children. Text is always text, never HTML. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value as EventListener)
    else if (value === true) element.setAttribute(name, '')
    else if (value !== false && value !== undefined) element.setAttribute(name, value)
  }
  element.append(...children.filter((child): child is Node | string => Boolean(child)))
  return element
}

const SVG = 'http://www.w3.org/2000/svg'

const shapes = {
  chat: 'M4 5.5A2.5 2.5 0 0 1 6.5 3h11A2.5 2.5 0 0 1 20 5.5v8a2.5 2.5 0 0 1-2.5 2.5H11l-4.4 4a.6.6 0 0 1-1-.45V16A2.5 2.5 0 0 1 4 13.5z',
  close: 'M6 6l12 12M18 6L6 18',
  send: 'M4 12l16-8-6 16-3-6.5z',
  file: 'M8 12.5l5.6-5.6a3 3 0 0 1 4.3 4.2l-7.8 7.8a5 5 0 0 1-7-7L10 5',
}

/** A picture that says nothing to screen readers: its button has the words. */
export function icon(name: keyof typeof shapes): SVGElement {
  const svg = document.createElementNS(SVG, 'svg')
  for (const [key, value] of Object.entries({
    viewBox: '0 0 24 24',
    'aria-hidden': 'true',
    class: `i ${name}`,
  }))
    svg.setAttribute(key, value)
  const path = document.createElementNS(SVG, 'path')
  path.setAttribute('d', shapes[name])
  svg.append(path)
  return svg
}

/** Text with its addresses as links. */
export function linked(text: string): Node[] {
  return text
    .split(/(https?:\/\/[^\s<>"]+[^\s<>".,:;!?)\]'])/g)
    .map((part, index) =>
      index % 2 === 1
        ? h('a', { href: part, target: '_blank', rel: 'noopener noreferrer nofollow' }, part)
        : document.createTextNode(part),
    )
}
