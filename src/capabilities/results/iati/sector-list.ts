/**
 * Sectors of the OECD DAC by which IATI classes activities: five digits, as in force. Data, one line per code: a new
 * edition of the list takes the place of this one. Pure.
 * Source: IATI, codelist Sector (replicated from OECD DAC CRS purpose codes), codes with status `active` in the copy of
 * November 2026, https://codelists.codeforiati.org/Sector/ ; the short Spanish names are ours.
 */

/** `code|Spanish name|English name`. */
export const SECTOR_LINES = `
  11110|Política educativa y gestión|Education policy and administrative management
  11120|Instalaciones educativas y formación|Education facilities and training
  11130|Formación de docentes|Teacher training
  11182|Investigación educativa|Educational research
  11220|Educación primaria|Primary education
  11230|Competencias básicas para adultos|Basic life skills for adults
  11231|Competencias básicas para jóvenes|Basic life skills for youth
  11232|Equivalente de primaria para adultos|Primary education equivalent for adults
  11240|Educación de la primera infancia|Early childhood education
  11250|Alimentación escolar|School feeding
  11260|Primer ciclo de secundaria|Lower secondary education
  11320|Segundo ciclo de secundaria|Upper Secondary Education (modified and includes data from 11322)
  11330|Formación profesional|Vocational training
  11420|Educación superior|Higher education
  11430|Formación técnica y directiva avanzada|Advanced technical and managerial training
  12110|Política de salud y gestión|Health policy and administrative management
  12181|Formación médica|Medical education/training
  12182|Investigación médica|Medical research
  12191|Servicios médicos|Medical services
  12196|Estadísticas y datos de salud|Health statistics and data
  12220|Atención básica de salud|Basic health care
  12230|Infraestructura básica de salud|Basic health infrastructure
  12240|Nutrición básica|Basic nutrition
  12250|Control de enfermedades infecciosas|Infectious disease control
  12261|Educación para la salud|Health education
  12262|Control de la malaria|Malaria control
  12263|Control de la tuberculosis|Tuberculosis control
  12264|Control de la COVID-19|COVID-19 control
  12281|Formación del personal de salud|Health personnel development
  12310|Enfermedades no transmisibles, control general|NCDs control, general
  12320|Control del tabaco|Tobacco use control
  12330|Control del alcohol y las drogas|Control of harmful use of alcohol and drugs
  12340|Salud mental y bienestar|Promotion of mental health and well-being
  12350|Otra prevención de enfermedades no transmisibles|Other prevention and treatment of NCDs
  12382|Investigación de enfermedades no transmisibles|Research for prevention and control of NCDs
  13010|Política de población y gestión|Population policy and administrative management
  13020|Salud reproductiva|Reproductive health care
  13030|Planificación familiar|Family planning
  13040|Control de infecciones de transmisión sexual y VIH|STD control including HIV/AIDS
  13081|Formación en población y salud reproductiva|Personnel development for population and reproductive health
  13096|Estadísticas y datos de población|Population statistics and data
  14010|Política del agua y gestión|Water sector policy and administrative management
  14015|Conservación de recursos hídricos|Water resources conservation (including data collection)
  14020|Agua y saneamiento, grandes sistemas|Water supply and sanitation - large systems
  14021|Agua, grandes sistemas|Water supply - large systems
  14022|Saneamiento, grandes sistemas|Sanitation - large systems
  14030|Agua potable y saneamiento básicos|Basic drinking water supply and basic sanitation
  14031|Agua potable básica|Basic drinking water supply
  14032|Saneamiento básico|Basic sanitation
  14040|Desarrollo de cuencas|River basins development
  14050|Gestión de residuos|Waste management/disposal
  14081|Formación en agua y saneamiento|Education and training in water supply and sanitation
  15110|Política del sector público y gestión|Public sector policy and administrative management
  15111|Gestión de las finanzas públicas|Public finance management (PFM)
  15112|Descentralización y gobiernos subnacionales|Decentralisation and support to subnational government
  15113|Organizaciones contra la corrupción|Anti-corruption organisations and institutions
  15114|Movilización de ingresos internos|Domestic revenue mobilisation
  15116|Recaudación de impuestos|Tax collection
  15117|Planificación presupuestaria|Budget planning
  15118|Auditoría nacional|National audit
  15119|Gestión de deuda y ayuda|Debt and aid management
  15121|Asuntos exteriores|Foreign affairs
  15122|Misiones diplomáticas|Diplomatic missions
  15123|Administración de la ayuda exterior|Administration of developing countries' foreign aid
  15124|Servicios generales de personal|General personnel services
  15125|Contratación pública|Public Procurement
  15126|Otros servicios públicos generales|Other general public services
  15127|Seguimiento y evaluación nacional|National monitoring and evaluation
  15128|Finanzas de gobiernos locales|Local government finance
  15129|Otras transferencias a instituciones|Other central transfers to institutions
  15130|Desarrollo legal y judicial|Legal and judicial development
  15131|Política de justicia, ley y orden|Justice, law and order policy, planning and administration
  15132|Policía|Police
  15133|Bomberos y rescate|Fire and rescue services
  15134|Asuntos judiciales|Judicial affairs
  15135|Defensoría del pueblo|Ombudsman
  15136|Inmigración|Immigration
  15137|Prisiones|Prisons
  15142|Política macroeconómica|Macroeconomic policy
  15143|Servicios meteorológicos|Meteorological services
  15144|Normas técnicas nacionales|National standards development
  15150|Participación democrática y sociedad civil|Democratic participation and civil society
  15151|Elecciones|Elections
  15152|Parlamentos y partidos políticos|Legislatures and political parties
  15153|Medios y libre información|Media and free flow of information
  15154|Poder ejecutivo|Executive office
  15155|Política tributaria y apoyo a su administración|Tax policy and administration support
  15156|Otros ingresos no tributarios|Other non-tax revenue mobilisation
  15160|Derechos humanos|Human rights
  15170|Organizaciones de derechos de las mujeres|Women's rights organisations and movements, and government institutions
  15180|Eliminar la violencia contra mujeres y niñas|Ending violence against women and girls
  15185|Administración de gobiernos locales|Local government administration
  15190|Migración ordenada, segura y regular|Facilitation of orderly, safe, regular and responsible migration and mobility
  15196|Estadísticas y datos del gobierno y la sociedad civil|Government and civil society statistics and data
  15210|Gestión y reforma de la seguridad|Security system management and reform
  15220|Construcción de la paz y prevención de conflictos|Civilian peace-building, conflict prevention and resolution
  15230|Operaciones internacionales de paz|Participation in international peacekeeping operations
  15240|Reintegración y control de armas ligeras|Reintegration and SALW control
  15250|Retiro de minas y restos de guerra|Removal of land mines and explosive remnants of war
  15261|Niños soldados|Child soldiers (prevention and demobilisation)
  16010|Protección social|Social Protection
  16011|Política de protección social y gestión|Social protection and welfare services policy, planning and administration
  16012|Seguridad social sin pensiones|Social security (excl pensions)
  16013|Pensiones generales|General pensions
  16014|Pensiones de funcionarios|Civil service pensions
  16015|Servicios sociales|Social services (incl youth development and women+ children)
  16020|Creación de empleo|Employment creation
  16030|Política de vivienda y gestión|Housing policy and administrative management
  16040|Vivienda de bajo costo|Low-cost housing
  16050|Ayuda multisectorial a servicios sociales básicos|Multisector aid for basic social services
  16061|Cultura y recreación|Culture and recreation
  16062|Capacidad estadística|Statistical capacity building
  16063|Control de estupefacientes|Narcotics control
  16064|Mitigación social del VIH|Social mitigation of HIV/AIDS
  16065|Recreación y deporte|Recreation and sport
  16066|Cultura|Culture
  16070|Derechos laborales|Labour rights
  16080|Diálogo social|Social dialogue
  21010|Política de transporte y gestión|Transport policy and administrative management
  21011|Planificación del transporte|Transport policy, planning and administration
  21012|Transporte público|Public transport services
  21013|Regulación del transporte|Transport regulation
  21020|Transporte por carretera|Road transport
  21021|Construcción de caminos vecinales|Feeder road construction
  21022|Mantenimiento de caminos vecinales|Feeder road maintenance
  21023|Construcción de carreteras nacionales|National road construction
  21024|Mantenimiento de carreteras nacionales|National road maintenance
  21030|Transporte ferroviario|Rail transport
  21040|Transporte por agua|Water transport
  21050|Transporte aéreo|Air transport
  21061|Almacenamiento|Storage
  21081|Formación en transporte|Education and training in transport and storage
  22010|Política de comunicaciones y gestión|Communications policy and administrative management
  22011|Planificación de las comunicaciones|Communications policy, planning and administration
  22012|Servicios postales|Postal services
  22013|Servicios de información|Information services
  22020|Telecomunicaciones|Telecommunications
  22030|Radio, televisión y prensa|Radio/television/print media
  22040|Tecnologías de la información (TIC)|Information and communication technology (ICT)
  23110|Política energética y gestión|Energy policy and administrative management
  23111|Planificación del sector energético|Energy sector policy, planning and administration
  23112|Regulación de la energía|Energy regulation
  23181|Formación en energía|Energy education/training
  23182|Investigación en energía|Energy research
  23183|Ahorro y eficiencia energética|Energy conservation and demand-side efficiency
  23210|Energía renovable, varias tecnologías|Energy generation, renewable sources - multiple technologies
  23220|Centrales hidroeléctricas|Hydro-electric power plants
  23230|Energía solar en red|Solar energy for centralised grids
  23231|Energía solar aislada|Solar energy for isolated grids and standalone systems
  23232|Energía solar térmica|Solar energy - thermal applications
  23240|Energía eólica|Wind energy
  23250|Energía marina|Marine energy
  23260|Energía geotérmica|Geothermal energy
  23270|Centrales de biocombustible|Biofuel-fired power plants
  23310|Energía no renovable, sin especificar|Energy generation, non-renewable sources, unspecified
  23320|Centrales de carbón|Coal-fired electric power plants
  23330|Centrales de petróleo|Oil-fired electric power plants
  23340|Centrales de gas natural|Natural gas-fired electric power plants
  23350|Centrales fósiles con captura de carbono|Fossil fuel electric power plants with carbon capture and storage (CCS)
  23360|Centrales de residuos no renovables|Non-renewable waste-fired electric power plants
  23410|Centrales híbridas|Hybrid energy electric power plants
  23510|Energía nuclear y su seguridad|Nuclear energy electric power plants and nuclear safety
  23610|Plantas de calor|Heat plants
  23620|Calefacción y refrigeración urbanas|District heating and cooling
  23630|Transmisión y distribución eléctrica en red|Electric power transmission and distribution (centralised grids)
  23631|Distribución eléctrica en minirredes aisladas|Electric power transmission and distribution (isolated mini-grids)
  23640|Distribución de gas|Retail gas distribution
  23641|Distribución de combustibles fósiles|Retail distribution of liquid or solid fossil fuels
  23642|Movilidad eléctrica|Electric mobility infrastructures
  24010|Política financiera y gestión|Financial policy and administrative management
  24020|Instituciones monetarias|Monetary institutions
  24030|Intermediarios financieros formales|Formal sector financial intermediaries
  24040|Microfinanzas e intermediarios informales|Informal/semi-formal financial intermediaries
  24050|Remesas|Remittance facilitation, promotion and optimisation
  24081|Formación en banca y servicios financieros|Education/training in banking and financial services
  25010|Política empresarial y gestión|Business policy and administration
  25020|Privatización|Privatisation
  25030|Servicios de desarrollo empresarial|Business development services
  25040|Conducta empresarial responsable|Responsible business conduct
  31110|Política agraria y gestión|Agricultural policy and administrative management
  31120|Desarrollo agrario|Agricultural development
  31130|Tierras agrícolas|Agricultural land resources
  31140|Agua para la agricultura|Agricultural water resources
  31150|Insumos agrícolas|Agricultural inputs
  31161|Cultivos alimentarios|Food crop production
  31162|Cultivos industriales y de exportación|Industrial crops/export crops
  31163|Ganadería|Livestock
  31164|Reforma agraria|Agrarian reform
  31165|Desarrollo agrario alternativo|Agricultural alternative development
  31166|Extensión agraria|Agricultural extension
  31181|Formación agraria|Agricultural education/training
  31182|Investigación agraria|Agricultural research
  31191|Servicios agrarios|Agricultural services
  31192|Protección de cultivos y poscosecha|Plant and post-harvest protection and pest control
  31193|Servicios financieros agrarios|Agricultural financial services
  31194|Cooperativas agrarias|Agricultural co-operatives
  31195|Servicios veterinarios|Livestock/veterinary services
  31210|Política forestal y gestión|Forestry policy and administrative management
  31220|Desarrollo forestal|Forestry development
  31261|Leña y carbón vegetal|Fuelwood/charcoal
  31281|Formación forestal|Forestry education/training
  31282|Investigación forestal|Forestry research
  31291|Servicios forestales|Forestry services
  31310|Política pesquera y gestión|Fishing policy and administrative management
  31320|Desarrollo pesquero|Fishery development
  31381|Formación pesquera|Fishery education/training
  31382|Investigación pesquera|Fishery research
  31391|Servicios pesqueros|Fishery services
  32110|Política industrial y gestión|Industrial policy and administrative management
  32120|Desarrollo industrial|Industrial development
  32130|Desarrollo de pequeñas y medianas empresas (pymes)|Small and medium-sized enterprises (SME) development
  32140|Industrias caseras y artesanía|Cottage industries and handicraft
  32161|Agroindustrias|Agro-industries
  32162|Industrias forestales|Forest industries
  32163|Textiles, cuero y sustitutos|Textiles, leather and substitutes
  32164|Química|Chemicals
  32165|Plantas de fertilizantes|Fertilizer plants
  32166|Cemento, cal y yeso|Cement/lime/plaster
  32167|Fabricación de energía fósil|Energy manufacturing (fossil fuels)
  32168|Productos farmacéuticos|Pharmaceutical production
  32169|Metales básicos|Basic metal industries
  32170|Metales no ferrosos|Non-ferrous metal industries
  32171|Ingeniería|Engineering
  32172|Equipo de transporte|Transport equipment industry
  32173|Biocombustibles modernos|Modern biofuels manufacturing
  32174|Cocinas limpias|Clean cooking appliances manufacturing
  32182|Investigación y desarrollo tecnológico|Technological research and development
  32210|Política minera y gestión|Mineral/mining policy and administrative management
  32220|Prospección minera|Mineral prospection and exploration
  32261|Carbón|Coal
  32262|Petróleo y gas|Oil and gas (upstream)
  32263|Metales ferrosos|Ferrous metals
  32264|Metales no ferrosos|Nonferrous metals
  32265|Metales y piedras preciosas|Precious metals/materials
  32266|Minerales industriales|Industrial minerals
  32267|Minerales para fertilizantes|Fertilizer minerals
  32268|Minerales marinos|Offshore minerals
  32310|Política de construcción y gestión|Construction policy and administrative management
  33110|Política comercial y gestión|Trade policy and administrative management
  33120|Facilitación del comercio|Trade facilitation
  33130|Acuerdos comerciales regionales|Regional trade agreements (RTAs)
  33140|Negociaciones comerciales multilaterales|Multilateral trade negotiations
  33150|Ajuste relacionado con el comercio|Trade-related adjustment
  33181|Formación en comercio|Trade education/training
  33210|Política turística y gestión|Tourism policy and administrative management
  41010|Política ambiental y gestión|Environmental policy and administrative management
  41020|Protección de la biosfera|Biosphere protection
  41030|Biodiversidad|Biodiversity
  41040|Preservación de sitios|Site preservation
  41081|Educación ambiental|Environmental education/training
  41082|Investigación ambiental|Environmental research
  43010|Ayuda multisectorial|Multisector aid
  43030|Desarrollo y gestión urbanos|Urban development and management
  43031|Política de suelo urbano y gestión|Urban land policy and management
  43032|Desarrollo urbano|Urban development
  43040|Desarrollo rural (general)|Rural development
  43041|Política de tierra rural y gestión|Rural land policy and management
  43042|Desarrollo rural|Rural development
  43050|Desarrollo alternativo no agrario|Non-agricultural alternative development
  43060|Reducción del riesgo de desastres|Disaster Risk Reduction
  43071|Política de seguridad alimentaria y gestión|Food security policy and administrative management
  43072|Programas de seguridad alimentaria de hogares|Household food security programmes
  43073|Inocuidad y calidad de los alimentos|Food safety and quality
  43081|Formación multisectorial|Multisector education/training
  43082|Instituciones científicas y de investigación|Research/scientific institutions
  51010|Apoyo presupuestario general|General budget support-related aid
  52010|Asistencia alimentaria|Food assistance
  53030|Apoyo a importaciones, bienes de capital|Import support (capital goods)
  53040|Apoyo a importaciones, productos básicos|Import support (commodities)
  60010|Acciones relativas a la deuda|Action relating to debt
  60020|Condonación de deuda|Debt forgiveness
  60030|Alivio de deuda multilateral|Relief of multilateral debt
  60040|Reprogramación y refinanciación|Rescheduling and refinancing
  60061|Canje de deuda por desarrollo|Debt for development swap
  60062|Otro canje de deuda|Other debt swap
  60063|Recompra de deuda|Debt buy-back
  72010|Socorro material|Material relief assistance and services
  72011|Salud básica en emergencias|Basic Health Care Services in Emergencies
  72012|Educación en emergencias|Education in emergencies
  72040|Asistencia alimentaria de emergencia|Emergency food assistance
  72050|Coordinación del socorro|Relief co-ordination and support services
  73010|Reconstrucción inmediata tras emergencias|Immediate post-emergency reconstruction and rehabilitation
  74020|Preparación ante desastres|Multi-hazard response preparedness
  91010|Costos administrativos|Administrative costs (non-sector allocable)
  93010|Refugiados en países donantes|Refugees/asylum seekers in donor countries (non-sector allocable)
  93011|Refugiados en países donantes, alimento y techo|Refugees/asylum seekers in donor countries - food and shelter
  93012|Refugiados en países donantes, formación|Refugees/asylum seekers in donor countries - training
  93013|Refugiados en países donantes, salud|Refugees/asylum seekers in donor countries - health
  93014|Refugiados en países donantes, otro sustento|Refugees/asylum seekers in donor countries - other temporary sustenance
  93015|Refugiados en países donantes, retorno voluntario|Refugees/asylum seekers in donor countries - voluntary repatriation
  93016|Refugiados en países donantes, transporte|Refugees/asylum seekers in donor countries - transport
  93017|Refugiados en países donantes, rescate en el mar|Refugees/asylum seekers in donor countries - rescue at sea
  93018|Refugiados en países donantes, administración|Refugees/asylum seekers in donor countries - administrative costs
  99810|Sectores no especificados|Sectors not specified
  99820|Sensibilización sobre el desarrollo|Promotion of development awareness (non-sector allocable)
`;
