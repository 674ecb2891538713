import type { Topic } from './topic.ts'

/** Threads with people who are no customers (yet), and those in other languages. */
export const others: readonly Topic[] = [
  {
    key: 'job',
    label: 'Job',
    team: 'Front office',
    intent: 'Job',
    priority: 'low',
    subjects: ['Application as a cleaner', 'Job', 'Are you hiring?', 'CV attached'],
    scripts: [
      [
        'c: Hello, are you looking for cleaners? I have five years experience | Hi I saw your van, do you have jobs? | Good morning, I would like to apply as a cleaner, I live in {area}',
        'a: Thank you for writing! Do you have the right to work in the UK? | Hello, we’re always glad about good people. Which days could you work?',
        'c: Yes I have settled status | Monday to Friday, school hours | Yes, British citizen. Any day',
        'c?: [pdf] My CV | CV attached [pdf]',
        'a: Lovely. Could you come by on {day} at {time}? 18 Newington Green. | Thank you. {colleague} will ring you this week.',
        'n: @{colleague} sounds good, references from a hotel.',
        'c: I will be there, thank you | Yes! See you then',
        'a?: See you on {day}! | Great, bring your ID please.',
      ],
    ],
  },
  {
    key: 'supplier',
    label: null,
    team: 'Front office',
    intent: 'Something else',
    priority: 'low',
    subjects: ['Delivery {date}', 'Your order of eco products', 'Van service due', 'Statement of account'],
    scripts: [
      [
        'c: Your order of eco products ships on {day}. | The van is due for its service, shall we say {day}? | Please find the delivery note attached. [pdf]',
        'a: Thank you, {day} is fine. | Received, thanks.',
        'c?: Great, see you then | Confirmed for {day} {time}',
      ],
      [
        'c: Two boxes of cloths were out of stock, they follow on {day} | We had to replace the limescale spray by a newer one, same price',
        'a: No problem, thanks for telling us. | All right, thank you.',
      ],
    ],
  },
  {
    key: 'spam',
    label: 'Spam',
    team: 'Front office',
    intent: 'Something else',
    priority: 'low',
    subjects: [
      'RANK #1 ON GOOGLE!!!',
      'Business loan approved',
      'Your parcel is waiting',
      'Quick question about your web site',
    ],
    scripts: [
      [
        'c: Dear Sir/Madam we offer first page Google ranking, 100 % guarantee, reply YES | Congratulations!! Your business loan of £50,000 is approved | Hi, I noticed 14 errors on your web site. Can I send a quote?',
      ],
      [
        'c: Hello dear how are you | Investment opportunity, double in 14 days | Cheap followers for your page',
        'c?: ?? | Are you interested?',
      ],
    ],
  },
  {
    key: 'language',
    label: null,
    team: 'Front office',
    intent: 'Something else',
    priority: 'normal',
    subjects: ['Sprzątanie', 'Limpieza en {area}', 'Limpeza', 'Ménage à {area}'],
    scripts: [
      [
        'c: Dzień dobry, szukam kogoś do sprzątania mieszkania w {area} | Cześć, czy mówicie po polsku?',
        'a: Dzień dobry! Tak, Ania i Ewa mówią po polsku. Kiedy pasuje? | Oczywiście! Ile pokoi?',
        'c: Dwa pokoje, najlepiej w piątek | W przyszłym tygodniu rano',
        'a: {time} w piątek, {price}. Pasuje? | Mamy {time}, cena {price}.',
        'c: Tak, super, dziękuję | Idealnie, dziękuję bardzo',
        'a: Zapisane, do zobaczenia! | Dziękujemy, potwierdzenie idzie mailem.',
      ],
      [
        'c: Olá, fazem limpezas em {area}? | Boa tarde, a Sofia ainda trabalha convosco?',
        'a: Olá {first}! Sim, a Sofia e o João. Que dia prefere? | Boa tarde! Sim. Quantos quartos são?',
        'c: Sexta de manhã, se puder ser | São dois quartos e uma casa de banho',
        'a: Pode ser às {time}, são {price}. | Temos {time} com a Sofia, {price}.',
        'c: Perfeito, obrigado! | Está ótimo, muito obrigada',
        'a?: Até sexta! | Obrigado nós!',
      ],
      [
        'c: Hola, ¿limpian oficinas en {area}? | Buenas, ¿cuánto cuesta una limpieza de fin de alquiler?',
        'a: ¡Hola {first}! Sí. ¿Cuántas habitaciones son? | Buenas, depende: ¿una o dos habitaciones?',
        'c: Dos habitaciones y un baño | Una, es un estudio',
        'a: Serían {price}. ¿Le viene bien a las {time}? | {price} todo incluido. ¿Qué día?',
        'c: Perfecto, muchas gracias | Vale, lo hablo y le digo',
        'a?: ¡Gracias a usted! | Aquí estamos.',
      ],
      [
        'c: Bonjour, faites-vous le ménage à {area} ? | Bonjour, vous avez quelqu’un qui parle français ?',
        'a: Bonjour {first} ! Oui, Inès. Combien de pièces ? | Oui bien sûr. Pour quel jour ?',
        'c: Deux chambres, plutôt le mardi | Trois pièces, une fois par semaine',
        'a: Mardi à {time}, {price}. Ça vous va ? | Ce serait {price}. {time} ?',
        'c: Parfait, merci beaucoup | Très bien, merci !',
        'a?: Avec plaisir. | À bientôt !',
      ],
    ],
  },
]
