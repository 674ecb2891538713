/** Every shortcut of the office, by place; shown by `?` and on the help page. */
export const shortcutGroups: { title: string; keys: { does: string; keys: string[] }[] }[] = [
  {
    title: 'Everywhere',
    keys: [
      { does: 'Find, go to, begin', keys: ['Ctrl', 'K'] },
      { does: 'This list', keys: ['?'] },
      { does: 'Close what is open', keys: ['Esc'] },
    ],
  },
  {
    title: 'Lists',
    keys: [
      { does: 'Next row', keys: ['J'] },
      { does: 'Previous row', keys: ['K'] },
      { does: 'Open the row', keys: ['Enter'] },
      { does: 'Select the row', keys: ['X'] },
      { does: 'Search the list', keys: ['/'] },
    ],
  },
]

/** The shortcuts as a table of keys. */
export function ShortcutList() {
  return (
    <div className="keys">
      {shortcutGroups.map((group) => (
        <section key={group.title}>
          <h3>{group.title}</h3>
          <dl>
            {group.keys.map(({ does, keys }) => (
              <div key={does}>
                <dt>{does}</dt>
                <dd>
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}
