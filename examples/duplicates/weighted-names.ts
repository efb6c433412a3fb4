/**
 * Names with the frequencies they roughly have in Bolivia: a few of them very common, a long tail of rare ones. The
 * order and the steepness are ours, after what any list of Bolivian participants shows; no list was copied. Pure data.
 */
import type { Random } from '../bolivia-digna-y-productiva/random.ts';

/** Names of one kind, the commonest first, drawn with falling weights. */
export class WeightedNames {
  private readonly names: readonly string[];
  private readonly upTo: readonly number[];
  private readonly total: number;

  /** `shift` flattens the head: the first name is `(1 + shift)` times less common against the tail than by Zipf's law. */
  constructor(text: string, shift: number) {
    this.names = text.trim().split(/\s+/);
    let sum = 0;
    this.upTo = this.names.map((_, rank) => {
      sum += Math.round(1_000_000 / (rank + 1 + shift));
      return sum;
    });
    this.total = sum;
  }

  draw(random: Random): string {
    const at = random.below(this.total);
    let low = 0;
    let high = this.names.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.upTo[middle] ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return (this.names[low] ?? '').replaceAll('_', ' ');
  }
}

export const SURNAMES = new WeightedNames(
  `Mamani Quispe Flores Choque Condori Rojas Vargas Gutiérrez López Fernández García Rodríguez Cruz Sánchez Torrez Pérez
    Gonzales Chávez Ramos Martínez Apaza Gómez Vásquez Colque Huanca Ticona Poma Chambi Nina Aguilar Ortiz Álvarez
    Castro Suárez Mendoza Guzmán Ramírez Herrera Jiménez Medina Romero Calle Cori Alanoca Laura Limachi Copa Yujra
    Marca Callisaya Conde Zeballos Villca Arce Soliz Cáceres Montaño Rivera Rocha Salazar Justiniano Vaca Peña Céspedes
    Espinoza Molina Morales Cuéllar Delgado Paredes Miranda Camacho Escobar Tapia Terrazas Villarroel Claros Orellana
    Maldonado Zambrana Mejía Navia Veizaga Tola Machaca Canaviri Choquehuanca Blanco Arias Aramayo Saavedra Salvatierra
    Roca Parada Antelo Ribera Hurtado Moreno Burgos Baldiviezo Tejerina Castillo Figueroa Ibáñez Cardozo Valdez Vega
    Velasco Villegas Zenteno Zurita Quiroga Quispaya Sirpa Tarqui Ayaviri Calani Carvajal Catari Cayo Chino Cusi Cutipa
    Fuentes Gallardo Guarachi Guaraguara Huarachi Illanes Jaldín Lazarte Lima Luna Llanos Mercado Mayta Murillo Mollinedo
    Nogales Ochoa Ojeda Pacheco Padilla Paco Paniagua Patzi Pinto Plata Portugal Quintana Rengifo Reynaga Ríos Sandoval
    Segovia Serrano Siles Sossa Sullcani Suxo Tambo Tancara Torrico Uño Uscamayta Urey Ureña Valverde Villanueva Yampara
    Yapu Yucra Zabaleta Zárate Ajhuacho Achá Alcoba Amurrio Añez Arandia Arroyo Ávila Ballivián Banegas Barba Bejarano
    Beltrán Bilbao Bonifaz Borda Bravo Cabezas Calderón Calizaya Campero Caravallo Castedo Chura Churata Coaquira
    Corani Coronel Cossío Crespo Dávalos Daza Durán Egüez Encinas Eyzaguirre Farfán Franco Galarza Gareca Gira Grágeda
    Guachalla Guarayo Heredia Hinojosa Humérez Inca Iriarte Jallaza Jemio Kantuta Lafuente Landívar Larrea Lema Loayza
    Loza Lucana Málaga Marquina Melgarejo Menacho Michel Mirabal Monje Moscoso Muruchi Natusch Negrete Nuñez Oblitas
    Olmos Oporto Oropeza Osinaga Otondo Oyola Pantoja Parra Pedraza Peredo Pimentel Pocoaca Prudencio Quenta Quelca
    Querejazu Quiñones Rea Revollo Riveros Rosell Rosado Ruiz Sahonero Salas Salinas Sanabria Sejas Seoane Soruco Subirana
    Taboada Tarifa Tellería Toledo Tordoya Toro Troche Uriona Urquidi Urquizo Vacaflor Valda Vallejo Vedia Velarde Veliz
    Vera Vicuña Vidaurre Villazón Viscarra Yáñez Zamora Zapata Zegarra de_la_Cruz del_Castillo de_la_Fuente San_Miguel`,
  3,
);

export const WOMEN = new WeightedNames(
  `María Juana Ana Rosa Carmen Martha Elena Teresa Isabel Lucía Patricia Julia Cristina Sandra Gabriela Silvia Roxana
    Claudia Daniela Andrea Victoria Luisa Verónica Margarita Norma Virginia Elizabeth Paola Mónica Nancy Sonia Felipa
    Gladys Lidia Rosario Angélica Beatriz Marisol Miriam Carla Wendy Maribel Jhoselin Yola Yolanda Eugenia Olga Susana
    Cecilia Lourdes Carolina Jimena Fabiola Vanessa Karen Ruth Noemí Sara Raquel Leticia Nelly Alejandra Natalia Tatiana
    Ximena Benita Basilia Casimira Cirila Delia Dionicia Elsa Emiliana Epifania Esther Eulalia Flora Florencia Francisca
    Gregoria Guillermina Hilda Inés Irma Jacinta Janeth Josefa Justina Leonarda Lizeth Magdalena Marcela Marina Maruja
    Matilde Melania Mercedes Modesta Nicolasa Nieves Petrona Primitiva Reyna Rufina Sabina Santusa Saturnina Severina
    Simona Sofía Soledad Tania Teodora Tomasa Valentina Yhovana Yesica Zenobia Zulma Anahí Aracely Brígida Cleofé
    Concepción Danitza Elvira Ericka Fidelia Giovana Grisel Heidy Ibonne Jaqueline Lenny Lilian Mabel Nataly Ninfa Pascuala
    Plácida Ruperta Shirley Trinidad Úrsula Vilma Yaneth Zaida`,
  4,
);

export const MEN = new WeightedNames(
  `Juan José Luis Carlos Jorge Mario Pedro Víctor Miguel Julio Félix Roberto Fernando Freddy Ramiro Raúl Javier Hugo
    Daniel Marco David Edgar Antonio Eduardo Wilson Ricardo Rubén Jaime René Alberto Iván Gonzalo Francisco Manuel Álvaro
    Franz Oscar Santiago Julián Edwin Alejandro Walter Diego Rolando Gabriel Sergio Pablo Limber Grover Johnny Cristian
    Henry Ronald Richard Felipe Andrés Nelson Wilmer Guido Teodoro Eusebio Gregorio Ángel Adrián Agustín Alfredo Amadeo
    Anselmo Arturo Basilio Benito Bernardo Calixto César Cirilo Clemente Damián Demetrio Dionicio Domingo Emeterio Emilio
    Epifanio Erasmo Ernesto Esteban Eugenio Eulogio Faustino Fausto Fidel Florencio Fortunato Gerardo Germán Gilberto
    Gualberto Hernán Hilarión Ignacio Isaac Jacinto Jhonatan Jhonny Joel Leandro Leonardo Lorenzo Lucio Macario Marcelino
    Mariano Martín Mateo Mauricio Maximiliano Melitón Misael Nicanor Nicolás Nilo Norberto Omar Orlando Pascual Pastor
    Paulino Percy Porfirio Primitivo Quintín Rafael Remigio Reynaldo Rodrigo Rogelio Román Rómulo Rosendo Rufino Salomón
    Samuel Saturnino Saúl Severo Silverio Simón Sixto Teófilo Tiburcio Tito Tomás Valentín Vladimir Wálter Wilfredo Willy`,
  4,
);

/** Where people live, the largest first: INE codes. */
export const MUNICIPALITIES: readonly string[] = [
  '070101', '020105', '020101', '030101', '010101', '040101', '060101', '050101', '080101', '090101', '031001', '070104',
  '020801', '030301', '021201', '070201', '050201', '060301', '080201', '040801', '020201', '030901', '010201', '070301',
];
