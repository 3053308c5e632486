<?php
/**
 * Plugin Name:       Sayso
 * Description:       Asks the visitors of a store what it may capture, and captures nothing else. Adds Sayso's one script tag, WooCommerce's product, cart and order events, and speaks the WP Consent API.
 * Version:           0.1.0
 * Requires at least: 5.7
 * Requires PHP:      7.4
 * Author:            The Sayso authors
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       sayso
 *
 * @package Sayso
 */

defined( 'ABSPATH' ) || exit;

define( 'SAYSO_VERSION', '0.1.0' );
define( 'SAYSO_FILE', __FILE__ );

foreach ( array(
	'settings',
	'settings-page',
	'check',
	'tag',
	'cookie',
	'consent-api',
	'address',
	'proof',
	'identify',
	'money',
	'items',
	'page-events',
	'store-pages',
	'cart-changes',
	'order-subject',
	'later',
	'outgoing',
	'traces',
) as $sayso_part ) {
	require_once __DIR__ . '/includes/class-sayso-' . $sayso_part . '.php';
}

Sayso_Settings::init();
Sayso_Settings_Page::init();
Sayso_Tag::init();
Sayso_Consent_Api::init();

// WooCommerce says so to plugins that keep to its order storage and its blocks.
add_action(
	'before_woocommerce_init',
	static function () {
		if ( class_exists( '\Automattic\WooCommerce\Utilities\FeaturesUtil' ) ) {
			foreach ( array( 'custom_order_tables', 'cart_checkout_blocks' ) as $feature ) {
				\Automattic\WooCommerce\Utilities\FeaturesUtil::declare_compatibility( $feature, SAYSO_FILE, true );
			}
		}
	}
);

add_action(
	'plugins_loaded',
	static function () {
		if ( ! Sayso_Settings::is_ready() || ! class_exists( 'WooCommerce' ) ) {
			return;
		}
		Sayso_Page_Events::init();
		Sayso_Store_Pages::init();
		Sayso_Cart_Changes::init();
		Sayso_Order_Subject::init();
		Sayso_Later::init();
		Sayso_Outgoing::init();
		Sayso_Identify::init();
	}
);

// A plugin that is off can forget nothing in its time: so it does now.
register_deactivation_hook(
	__FILE__,
	static function () {
		Sayso_Traces::remove_from_orders( Sayso_Order_Subject::META );
		Sayso_Traces::remove_tasks();
	}
);
