/** Names from which invented people are put together, and the slips of the pen that lists make in them. Pure data. */

/** No two of these sound alike or are a slip apart; the test of the example sees to it. */
export const WOMEN = words(
  `Abigail Adela Alicia Amalia Andrea Ángela Beatriz Benita Betty Brenda Camila Carmen Cecilia Clara Claudia Daysi
    Diana Elena Elizabeth Elsa Eugenia Fabiola Fátima Filomena Gladys Gloria Gregoria Guadalupe Hilda Isabel Jacinta
    Jimena Judith Karina Leticia Lidia Lourdes Magdalena Margarita Maribel Miriam Modesta Nancy Nelly Noelia Norma
    Patricia Paulina Primitiva Raquel Rebeca Rocío Rosmery Roxana Ruth Sandra Santusa Severina Soledad Susana Tatiana
    Teodora Vanessa Virginia Viviana Wendy Yesenia Yolanda Zenobia Zulma`,
);
export const MEN = words(
  `Adolfo Alfredo Armando Arturo Benjamín Carlos Cristian David Domingo Eduardo Edwin Emilio Ernesto Fabián Felipe
    Fidel Franz Freddy Germán Gonzalo Grover Guillermo Gustavo Heriberto Hernán Hugo Humberto Ignacio Iván Javier
    Joaquín Leonardo Limbert Mateo Mauricio Milton Nicolás Octavio Pablo Pedro Rafael Ramiro Remberto Ricardo Rodolfo
    Rolando Samuel Santiago Saúl Teófilo Tomás Vladimir Walter Wilfredo Willy`,
);
export const SURNAMES = words(
  `Aguilar Alarcón Alvarez Antelo Apaza Aramayo Balderrama Barrios Bautista Burgoa Bustos Caballero Callisaya Canaviri
    Cardozo Carvajal Castedo Catari Céspedes Chambi Chávez Choquehuanca Colque Crespo Cuéllar Delgado Encinas Escobar
    Espinoza Fernández Figueroa Fuentes Galarza Gandarillas Guarachi Guevara Gutiérrez Herbas Heredia Hinojosa Huanca
    Hurtado Illanes Jaldín Jiménez Justiniano Lazarte Limachi Linares Llanque Lozano Machaca Maldonado Marca Mejía
    Melgar Mercado Molina Montaño Morales Murillo Navarro Ochoa Ojeda Orellana Pacheco Padilla Paniagua Paredes Peralta
    Portillo Quisbert Quiroga Quispe Rengifo Rivero Rocabado Rodríguez Saavedra Salazar Sandoval Sarmiento Segovia
    Serrano Sirpa Suxo Tapia Tarqui Téllez Torrico Tudela Urquiza Valdivia Vallejos Vargas Vedia Velasco Villarroel
    Yapura Yucra Zambrana Zeballos Zurita`,
);

/** Slips people make with these names; for others two letters change places. */
const SLIPS: Readonly<Record<string, string>> = {
  Quispe: 'Quizpe', Vargas: 'Bargas', Apaza: 'Apasa', Huanca: 'Wanca', Chávez: 'Chabes', Gutiérrez: 'Gutierres',
  Rodríguez: 'Rodrigues', Fernández: 'Fernandes', Zeballos: 'Ceballos', Velasco: 'Belasco', Espinoza: 'Espinosa',
  Jiménez: 'Gimenez', Alvarez: 'Albarez', Mejía: 'Megia', Navarro: 'Nabarro', Zurita: 'Surita', Salazar: 'Salasar',
  Choquehuanca: 'Choqueuanca', Cardozo: 'Cardoso', Téllez: 'Telles', Villarroel: 'Villaroel', Saavedra: 'Savedra',
  Murillo: 'Murilo', Padilla: 'Padila', Portillo: 'Portilo',
};

/** The word with one slip. */
export function withSlip(word: string): string {
  const known = SLIPS[word];
  if (known !== undefined) return known;
  const at = word.length - 2;
  return `${word.slice(0, at - 1)}${word.charAt(at)}${word.charAt(at - 1)}${word.slice(at + 1)}`;
}

function words(text: string): readonly string[] {
  return text.split(/\s+/);
}
