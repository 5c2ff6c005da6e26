//! What comes back: the feed of events, and what the gateway holds.

use axum::body::Body;
use domain::ids::{DossierId, Id, InstanceId};
use domain::moment::Millis;
use portal::acts::events;
use portal::store::dossiers::{self, Standing};
use portal::{Policy, PortalError};
use serde_json::json;
use wire::announcement::Outcomes;
use wire::event::Event;
use wire::feed::{Cursor, FeedPage, HoldingsPage};
use wire::path;

use crate::desk::{Desk, a_desk, a_dossier, a_supplement};
use crate::province::{Province, a_province, a_strict_province};

/// What the agency's clerk would enter.
pub fn agency_says(province: &Province, dossier: DossierId, status: &str) {
    let at = province.gateway.now();
    province
        .gateway
        .store()
        .act("advance a dossier", |tx| {
            let row = dossiers::get(&tx.view(), dossier)?.expect("it is here");
            let standing = Standing { status: Some(status.to_owned()), ..row.standing };
            events::record(tx, dossier, &standing, None, at)?;
            Ok::<_, PortalError>(())
        })
        .unwrap();
}

async fn feed(province: &Province, desk: &Desk, after: Option<&Cursor>) -> FeedPage {
    let path =
        after.map_or(path::FEED.to_owned(), |c| format!("{}?after={}", path::FEED, c.as_str()));
    desk.get(province, &path).await.json()
}

async fn held(province: &Province, desk: &Desk, after: Option<&Cursor>) -> HoldingsPage {
    let path = after
        .map_or(path::HOLDINGS.to_owned(), |c| format!("{}?after={}", path::HOLDINGS, c.as_str()));
    desk.get(province, &path).await.json()
}

fn heard(province: &Province, page: &FeedPage) -> Vec<Event> {
    let ring = province.ring();
    page.events.iter().map(|event| Event::verify(event, &ring).unwrap()).collect()
}

pub async fn statuses(province: &Province, desk: &Desk) -> Vec<String> {
    let page = feed(province, desk, None).await;
    heard(province, &page).into_iter().map(|event| event.status).collect()
}

#[tokio::test]
async fn news_come_with_the_answer_to_an_announcement_when_they_are_wanted() {
    let province = a_strict_province(Policy::default());
    let desk = a_desk(&province, 1).await;
    let first = a_dossier(&desk, 1, &[]);
    desk.deliver(&province, &first).await;
    agency_says(&province, first.manifest.dossier_id, "2");
    let announced = async |news: serde_json::Value| -> Outcomes {
        let body = json!({
            "instance_id": InstanceId::from_bytes([1; 16]),
            "epoch": 1,
            "announcements": [a_dossier(&desk, 2, &[]).announcement()],
            "news": news,
        });
        let request = desk.request(&province, "POST", path::ANNOUNCEMENTS);
        let request = request.header("content-type", "application/json");
        province.ask(request.body(Body::from(body.to_string())).unwrap()).await.json()
    };

    let told = announced(json!({})).await.news.expect("they were wanted");
    assert_eq!(told, feed(&province, &desk, None).await, "as the feed would say");
    let statuses = heard(&province, &told).into_iter().map(|event| event.status);
    assert_eq!(statuses.collect::<Vec<_>>(), ["1", "2", "1"], "what was just delivered as well");

    agency_says(&province, first.manifest.dossier_id, "4");
    let told = announced(json!({ "after": told.next })).await.news.expect("they were wanted");
    assert_eq!(heard(&province, &told).len(), 1, "what is new since");
    let told = announced(json!({ "after": "nonsense" })).await;
    assert_eq!((told.outcomes.len(), told.news), (1, None), "the dossier goes on");
    assert_eq!(announced(json!(null)).await.news, None);
}

#[tokio::test]
async fn feed_tells_what_happened_in_its_order_and_once() {
    let policy = Policy { page_items: 2, ..Policy::default() };
    let province = a_strict_province(policy);
    let desk = a_desk(&province, 1).await;
    let sealed = a_dossier(&desk, 1, &[]);
    desk.deliver(&province, &sealed).await;
    for status in ["2", "4", "99"] {
        agency_says(&province, sealed.manifest.dossier_id, status);
    }

    let first = feed(&province, &desk, None).await;
    let second = feed(&province, &desk, Some(&first.next)).await;
    let third = feed(&province, &desk, Some(&second.next)).await;

    assert!(first.more && !second.more && third.events.is_empty());
    assert_eq!(third.next, second.next, "there is nothing new");
    let all = [heard(&province, &first), heard(&province, &second)].concat();
    let statuses: Vec<_> = all.iter().map(|event| event.status.as_str()).collect();
    assert_eq!(statuses, ["1", "2", "4", "99"], "unknown codes as they came");
    assert!(all.is_sorted_by_key(|event| event.number));
    assert_eq!(all[0].submission_id, sealed.manifest.submission_id);
}

#[tokio::test]
async fn feed_and_holdings_have_only_the_desks_own_dossiers() {
    let province = a_province();
    let (first, second) = (a_desk(&province, 1).await, a_desk(&province, 2).await);
    let begun = a_dossier(&first, 1, &[]);
    first.deliver(&province, &begun).await;
    agency_says(&province, begun.manifest.dossier_id, "5");

    assert!(feed(&province, &second, None).await.events.is_empty());
    assert!(held(&province, &second, None).await.holdings.is_empty());

    let unfinished = a_supplement(&second, 2, &begun, vec![vec![7; 10]]);
    second.announce(&province, &unfinished).await;
    assert!(feed(&province, &second, None).await.events.is_empty(), "announcing is not enough");
    let own = held(&province, &second, None).await.holdings;
    assert_eq!(own.len(), 1, "its own, and nothing of the other desk's");
    assert!(!own[0].is_delivered);

    second.deliver(&province, &unfinished).await;
    let told = statuses(&province, &second).await;
    assert_eq!(told, ["5"], "the dossier is theirs too from now on, and stands where it stood");
    assert_eq!(held(&province, &second, None).await.holdings.len(), 2);
}

#[tokio::test]
async fn cursor_of_another_era_begins_anew() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;
    desk.deliver(&province, &a_dossier(&desk, 1, &[])).await;
    let before = feed(&province, &desk, None).await;
    province
        .gateway
        .store()
        .act("begin the next era", |tx| portal::store::gateway_row::begin_era(tx, Millis::new(0)))
        .unwrap();

    let page = feed(&province, &desk, Some(&before.next)).await;

    assert_eq!((page.era, page.events.len()), (2, 0), "the desk compares first");
    let anew = feed(&province, &desk, Some(&page.next)).await;
    assert_eq!(anew.events, before.events, "then it hears everything again");
    assert_eq!(held(&province, &desk, Some(&before.next)).await.holdings.len(), 0);
}

#[tokio::test]
async fn cursor_of_nobody_is_refused() {
    let province = a_province();
    let desk = a_desk(&province, 1).await;

    for odd in ["x", "1", "1.x", "-1.0", "1.99999999999999999999", "1.18446744073709551615"] {
        let answer = desk.get(&province, &format!("{}?after={odd}", path::FEED)).await;
        assert_eq!(answer.code(), "malformed", "{odd}");
    }
    assert_eq!(desk.get(&province, &format!("{}?after=", path::FEED)).await.status, 200);
}

#[tokio::test]
async fn holdings_come_in_pages() {
    let province = a_strict_province(Policy { page_items: 2, ..Policy::default() });
    let desk = a_desk(&province, 1).await;
    for number in 1..=5 {
        desk.deliver(&province, &a_dossier(&desk, number, &[])).await;
    }

    let (mut all, mut cursor, mut pages) = (vec![], None, 0);
    loop {
        let page = held(&province, &desk, cursor.as_ref()).await;
        all.extend(page.holdings);
        (cursor, pages) = (Some(page.next), pages + 1);
        if !page.more {
            break;
        }
    }

    assert_eq!((all.len(), pages), (5, 3));
    assert!(all.iter().all(|holding| holding.is_delivered && holding.status == "1"));
}
