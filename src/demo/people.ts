/** Names and notes that the demonstration's clients are made of. */
export const firstNames: readonly string[] = (
  'Hannah Yusuf Lena Oliver Emma Ruth Noah Amara Felix Chloe Omar Isla Theo Maya Jack Zara Leo Freya Adam Nina Ravi Sarah Ben Alice ' +
  'Kwame Eleanor Hugo Fatima George Clara Samir Rosa Daniel Ivy Luca Mei Arthur Jasmine Callum Aisha Harry Tessa Mateo Beth Elias Nora ' +
  'Peter Imani Tim Greta Victor Leila Simon Joy Oscar Renata Paul Dina Martin Bea Anil Kate Stefan Ada Joel Miriam Toby Carmen'
).split(' ')

export const lastNames: readonly string[] = (
  'Whitcombe Abara Weiss Grant Nolan Adler Lindqvist Osei Mensah Tanaka Bauer Delacroix Chowdhury Fitzgerald Okonkwo Priestley Hughes ' +
  'Park Hart Ridley Novak Delgado Kite Silva Ahmed Brooks Carter Dunne Evans Farrow Gupta Haines Ibrahim Jensen Kaur Lawson Moreau Nwosu ' +
  'Olsen Patel Quinn Rossi Shah Thorne Usman Vance Walsh Yilmaz Zhang Barker Clarke Dixon Ellis Foster Greene Holt Irving Jarvis Khan ' +
  'Lowe Marsh Nash Owens Pryce Reid Stone Turner Vaughan Webb Young Ash Bright Cole Drake'
).split(' ')

export const accessNotes: readonly string[] = [
  'Key safe by the blue door.',
  'Ring twice, the bell is quiet.',
  'Cat stays indoors.',
  'Concierge has the key.',
  'Alarm panel on the left, code from the office.',
  'Side gate, mind the step.',
  'Dog in the garden, friendly.',
  'Buzzer 14, third floor, no lift.',
]
