#[test]
fn scratch() {
    use crate::dataset::InputFile;
    let mut files = vec![];
    fn walk(p: &std::path::Path, files: &mut Vec<InputFile>) { for e in std::fs::read_dir(p).unwrap() { let p = e.unwrap().path(); if p.is_dir() { walk(&p, files) } else { files.push(InputFile{ path: p.to_string_lossy().into_owned(), bytes: std::fs::read(&p).unwrap()}) } } }
    walk(std::path::Path::new("data/kgz"), &mut files);
    files.sort_by(|a,b| a.path.cmp(&b.path));
    let (dataset, diagnostics) = crate::dataset::load("kgz", &files);
    for d in &diagnostics { println!("{:?} {} {} {:?}", d.place.as_ref().map(|p|p.to_string()), d.code, d.message, d.hints); }
    let dataset = std::sync::Arc::new(dataset.unwrap());
    println!("{} projects", dataset.projects.len());
    for d in crate::template::lint_narrative(&dataset) { println!("{:?} {} {} {:?}", d.place.as_ref().map(|p|p.to_string()), d.code, d.message, d.hints); }
    let ftl = std::fs::read_to_string("report-templates/locales/en.ftl").unwrap();
    let locale = std::sync::Arc::new(crate::locale::Locale::new(crate::model::LanguageTag::parse("en").unwrap(), "en.ftl", &ftl).unwrap());
    for name in ["annual-report", "yearly-brief"] {
        let path = format!("report-templates/{name}/template.yaml");
        let (manifest, d) = crate::dataset::read_yaml::<crate::template::Manifest>(&path, &std::fs::read(&path).unwrap());
        println!("{d:?}");
        let mut tf = vec![]; walk(std::path::Path::new(&format!("report-templates/{name}")), &mut tf);
        let template = crate::template::Template { name: name.into(), manifest: manifest.unwrap(), files: tf.into_iter().filter(|f| f.path.ends_with(".j2")).map(|f| (f.path, String::from_utf8(f.bytes).unwrap())).collect() };
        for d in crate::template::lint(&template) { println!("{:?} {} {} {:?}", d.place.as_ref().map(|p|p.to_string()), d.code, d.message, d.hints); }
        for edition in dataset.editions.iter().filter(|e| e.report == name) {
            let (r, d) = crate::template::render(&template, &dataset, edition, &locale);
            println!("== {} {} {}", name, edition.year, r.is_some());
            for d in d { println!("{:?} {} {} {:?}", d.place.as_ref().map(|p|p.to_string()), d.code, d.message, d.hints); }
            if let Some(r) = r {
                std::fs::write(format!("/tmp/{name}-{}.md", edition.year), &r.rendered.text).unwrap();
                let (blocks, d) = crate::markdown::read(&r.rendered, &crate::markdown::ReadOptions { numbered_headings: true });
                println!("{} blocks", blocks.len());
                for d in d { println!("{:?} {} {} {:?}", d.place.as_ref().map(|p|p.to_string()), d.code, d.message, d.hints); }
            }
        }
    }
}
