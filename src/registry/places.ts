/**
 * Places of Bolivia: the nine departments and the municipalities, with the codes of the national statistics institute.
 * Pure. Source: INE Bolivia, codes of departments, provinces and municipalities (two digits each); ISO 3166-2:BO.
 */
export interface Department {
  /** INE code, `01` to `09`. */
  readonly code: string;
  readonly iso: string;
  readonly name: string;
  readonly capital: string;
}

export const DEPARTMENTS: readonly Department[] = [
  { code: '01', iso: 'BO-H', name: 'Chuquisaca', capital: 'Sucre' },
  { code: '02', iso: 'BO-L', name: 'La Paz', capital: 'La Paz' },
  { code: '03', iso: 'BO-C', name: 'Cochabamba', capital: 'Cochabamba' },
  { code: '04', iso: 'BO-O', name: 'Oruro', capital: 'Oruro' },
  { code: '05', iso: 'BO-P', name: 'Potosí', capital: 'Potosí' },
  { code: '06', iso: 'BO-T', name: 'Tarija', capital: 'Tarija' },
  { code: '07', iso: 'BO-S', name: 'Santa Cruz', capital: 'Santa Cruz de la Sierra' },
  { code: '08', iso: 'BO-B', name: 'Beni', capital: 'Trinidad' },
  { code: '09', iso: 'BO-N', name: 'Pando', capital: 'Cobija' },
];

export interface Municipality {
  /** INE code: department, province, municipality. */
  readonly code: string;
  readonly name: string;
  /** INE code of its department. */
  readonly department: string;
}

/**
 * One line per province: its code, then its municipalities in the order of their codes (01, 02 ...). Autonomies stand
 * under the name people use; the seat of government under "La Paz", in full Nuestra Señora de La Paz.
 */
const PROVINCES = `
  0101 Sucre|Yotala|Poroma
  0102 Azurduy|Tarvita
  0103 Zudáñez|Presto|Mojocoya|Icla
  0104 Padilla|Tomina|Sopachuy|Alcalá|El Villar
  0105 Monteagudo|Huacareta
  0106 Tarabuco|Yamparáez
  0107 Camargo|San Lucas|Incahuasi|Villa Charcas
  0108 Villa Serrano
  0109 Villa Abecia|Culpina|Las Carreras
  0110 Villa Vaca Guzmán|Huacaya|Macharetí
  0201 La Paz|Palca|Mecapaca|Achocalla|El Alto
  0202 Achacachi|Villa Ancoraimes|Huarina|Santiago de Huata|Huatajata|Chua Cocani
  0203 Corocoro|Caquiaviri|Calacoto|Comanche|Charaña|Waldo Ballivián|Nazacara de Pacajes|Santiago de Callapa
  0204 Puerto Acosta|Mocomoco|Puerto Mayor de Carabuco|Humanata|Escoma
  0205 Chuma|Ayata|Aucapata
  0206 Sorata|Guanay|Tacacoma|Quiabaya|Combaya|Tipuani|Mapiri|Teoponte
  0207 Apolo|Pelechuco
  0208 Viacha|Puerto Mayor de Guaqui|Tiahuanacu|Desaguadero|La Marka San Andrés de Machaca|Jesús de Machaka|Taraco
  0209 Luribay|Sapahaqui|Yaco|Malla|Cairoma
  0210 Inquisivi|Quime|Cajuata|Colquiri|Ichoca|Villa Libertad Licoma
  0211 Chulumani|Irupana|Yanacachi|Palos Blancos|La Asunta
  0212 Pucarani|Laja|Batallas|Puerto Pérez
  0213 Sicasica|Umala|Ayo Ayo|Calamarca|Patacamaya|Colquencha|Collana
  0214 Coroico|Coripata
  0215 Ixiamas|San Buenaventura
  0216 Charazani|Curva
  0217 Copacabana|San Pedro de Tiquina|Tito Yupanqui
  0218 San Pedro de Curahuara|Papel Pampa|Chacarilla
  0219 Santiago de Machaca|Catacora
  0220 Caranavi|Alto Beni
  0301 Cochabamba
  0302 Aiquile|Pasorapa|Omereque
  0303 Ayopaya|Morochata|Cocapata
  0304 Tarata|Anzaldo|Arbieto|Sacabamba
  0305 Arani|Vacas
  0306 Arque|Tacopaya
  0307 Capinota|Santiváñez|Sicaya
  0308 Cliza|Toco|Tolata
  0309 Quillacollo|Sipesipe|Tiquipaya|Vinto|Colcapirhua
  0310 Sacaba|Colomi|Villa Tunari
  0311 Tapacarí
  0312 Totora|Pojo|Pocona|Chimoré|Puerto Villarroel|Entre Ríos
  0313 Mizque|Vila Vila|Alalay|Raqaypampa
  0314 Punata|Villa Rivero|San Benito|Tacachi|Villa Gualberto Villarroel
  0315 Bolívar
  0316 Tiraque|Shinahota
  0401 Oruro|Caracollo|El Choro|Paria
  0402 Challapata|Santuario de Quillacas
  0403 Corque|Choquecota
  0404 Curahuara de Carangas|Turco
  0405 Huachacalla|Escara|Cruz de Machacamarca|Yunguyo del Litoral|Esmeralda
  0406 Poopó|Pazña|Antequera
  0407 Huanuni|Machacamarca
  0408 Salinas de Garci Mendoza|Pampa Aullagas
  0409 Sabaya|Coipasa|Uru Chipaya
  0410 Toledo
  0411 Eucaliptus
  0412 Andamarca|Belén de Andamarca
  0413 Totora
  0414 Santiago de Huari
  0415 La Rivera|Todos Santos|Carangas
  0416 Santiago de Huayllamarca
  0501 Potosí|Tinguipaya|Yocalla|Urmiri
  0502 Uncía|Chayanta|Llallagua|Chuquihuta Ayllu Jucumani
  0503 Betanzos|Chaquí|Tacobamba
  0504 Colquechaca|Ravelo|Pocoata|Ocurí|San Pedro de Macha
  0505 San Pedro|Toro Toro
  0506 Cotagaita|Vitichi
  0507 Sacaca|Caripuyo
  0508 Tupiza|Atocha
  0509 Colcha "K"|San Pedro de Quemes
  0510 San Pablo|Mojinete|San Antonio de Esmoruco
  0511 Puna|Caiza "D"|Ckochas
  0512 Uyuni|Tomave|Porco|Jatun Ayllu Yura
  0513 Arampampa|Acasio
  0514 Llica|Tahua
  0515 Villazón
  0516 San Agustín
  0601 Tarija
  0602 Padcaya|Bermejo
  0603 Yacuiba|Caraparí|Villa Montes
  0604 Uriondo|Yunchará
  0605 San Lorenzo|El Puente
  0606 Entre Ríos
  0701 Santa Cruz de la Sierra|Cotoca|Porongo|La Guardia|El Torno
  0702 Warnes|Okinawa Uno
  0703 San Ignacio|San Miguel|San Rafael
  0704 Buena Vista|San Carlos|Yapacaní|San Juan
  0705 San José|Pailón|Roboré
  0706 Portachuelo|Santa Rosa|Colpa Bélgica
  0707 Lagunillas|Charagua|Cabezas|Cuevo|Gutiérrez|Camiri|Boyuibe
  0708 Vallegrande|Trigal|Moromoro|Postrervalle|Pucará
  0709 Samaipata|Pampagrande|Mairana|Quirusillas
  0710 Montero|General Saavedra|Mineros|Fernández Alonso|San Pedro
  0711 Concepción|San Javier|San Julián|San Antonio de Lomerio|San Ramón|Cuatro Cañadas
  0712 San Matías
  0713 Comarapa|Saipina
  0714 Puerto Suárez|Puerto Quijarro|El Carmen Rivero Tórrez
  0715 Ascención de Guarayos|Urubichá|El Puente
  0801 Trinidad|San Javier
  0802 Riberalta|Guayaramerín
  0803 Reyes|San Borja|Santa Rosa|Puerto Menor de Rurrenabaque
  0804 Santa Ana|Exaltación
  0805 San Ignacio
  0806 Loreto|San Andrés
  0807 San Joaquín|San Ramón|Puerto Siles
  0808 Magdalena|Baures|Huacaraje
  0809 Territorio Indígena Multiétnico
  0901 Cobija|Porvenir|Bolpebra|Bella Flor
  0902 Puerto Rico|San Pedro|Filadelfia
  0903 Puerto Gonzalo Moreno|San Lorenzo|Sena
  0904 Santa Rosa|Ingavi
  0905 Nueva Esperanza|Villa Nueva|Santos Mercado
`;

export const MUNICIPALITIES: readonly Municipality[] = PROVINCES.trim()
  .split('\n')
  .flatMap((line) => {
    const province = line.trim().slice(0, 4);
    return line.trim().slice(5).split('|').map((name, index) => ({
      code: province + String(index + 1).padStart(2, '0'),
      name,
      department: province.slice(0, 2),
    }));
  });

const NAMES: ReadonlyMap<string, string> = new Map([...DEPARTMENTS, ...MUNICIPALITIES].map(({ code, name }) => [code, name]));

/** Name of a department or municipality by its code; null for a code nobody has. */
export function placeName(code: string): string | null {
  return NAMES.get(code) ?? null;
}
