<?php
/**
 * Plugin Name: WooCommerce (a stand-in for tests)
 * Description: The hooks, functions and classes of WooCommerce that the Sayso plugin uses, as its documentation and code have them. No store can be run with it.
 * Version: 0
 */

defined( 'ABSPATH' ) || exit;

require __DIR__ . '/classes.php';
require __DIR__ . '/orders.php';
require __DIR__ . '/pages.php';

final class WooCommerce {
	public $session;
	public $cart;
}

function WC() {
	static $wc;
	return $wc ?? $wc = new WooCommerce();
}

function wc_load_cart() {
	if ( ! WC()->session ) {
		WC()->session = new WC_Session();
		WC()->cart    = new WC_Cart();
		add_action( 'shutdown', array( WC()->session, 'save' ), 20 );
	}
}

add_action(
	'init',
	function () {
		register_post_type( 'product', array( 'public' => true, 'has_archive' => 'shop', 'label' => 'Products', 'rewrite' => array( 'slug' => 'product' ) ) );
		register_post_type( 'shop_order', array( 'public' => false ) );
		register_taxonomy( 'product_cat', 'product', array( 'public' => true, 'label' => 'Categories', 'rewrite' => array( 'slug' => 'product-category' ) ) );
		add_rewrite_endpoint( 'order-received', EP_PAGES );
		if ( ! is_admin() && ! defined( 'REST_REQUEST' ) ) {
			wc_load_cart();
		}
	}
);
add_action( 'wp_loaded', fn() => WC()->cart && WC()->cart->get_cart(), 10 );
add_action(
	'wp_loaded',
	function () {
		if ( WC()->cart && isset( $_REQUEST['add-to-cart'] ) ) {
			WC()->cart->add_to_cart( (int) $_REQUEST['add-to-cart'], (int) ( $_REQUEST['quantity'] ?? 1 ) );
		}
		if ( WC()->cart && isset( $_GET['remove_item'] ) ) {
			WC()->cart->remove_cart_item( sanitize_text_field( $_GET['remove_item'] ) );
			wp_safe_redirect( home_url( '/cart/' ) );
			exit;
		}
	},
	20
);

// Classic AJAX.
final class WC_AJAX {
	public static function get_endpoint( $request ) {
		return '/?wc-ajax=' . $request;
	}
}
add_action(
	'template_redirect',
	function () {
		if ( ! empty( $_GET['wc-ajax'] ) ) {
			status_header( 200 );
			nocache_headers();
			do_action( 'wc_ajax_' . sanitize_text_field( $_GET['wc-ajax'] ) );
			wp_die();
		}
	},
	0
);
add_action(
	'wc_ajax_add_to_cart',
	function () {
		WC()->cart->add_to_cart( (int) $_POST['product_id'], (int) ( $_POST['quantity'] ?? 1 ) );
		wp_send_json( array( 'fragments' => array() ) );
	}
);

// Blocks: the Store API.
add_action(
	'rest_api_init',
	function () {
		$route = function ( $path, $answer ) {
			register_rest_route( 'wc/store/v1', $path, array( 'methods' => 'POST', 'permission_callback' => '__return_true', 'callback' => function ( $request ) use ( $answer ) {
				wc_load_cart();
				WC()->cart->get_cart();
				return $answer( $request );
			} ) );
		};
		$route( '/cart/add-item', fn( $r ) => array( 'key' => WC()->cart->add_to_cart( (int) $r['id'], (int) $r['quantity'] ) ) );
		$route( '/cart/update-item', fn( $r ) => array( 'done' => WC()->cart->set_quantity( $r['key'], (int) $r['quantity'] ) ) );
		$route( '/cart/remove-item', fn( $r ) => array( 'done' => WC()->cart->remove_cart_item( $r['key'] ) ) );
		$route( '/checkout', function () {
			$order = stand_in_order();
			do_action( 'woocommerce_store_api_checkout_order_processed', $order );
			WC()->cart->empty_cart();
			return array( 'redirect_url' => $order->get_checkout_order_received_url() );
		} );
	}
);

function get_woocommerce_currency() {
	return get_option( 'woocommerce_currency', 'EUR' );
}
function wc_get_price_to_display( $product ) {
	return (float) $product->get_price();
}
function wc_get_product( $id ) {
	$post = get_post( $id );
	return $post && in_array( $post->post_type, array( 'product', 'product_variation' ), true ) ? new WC_Product( $post ) : false;
}
function wc_get_logger() {
	return new class() {
		public function warning( $text, $context ) {
			update_option( 'stand_in_log', array_merge( (array) get_option( 'stand_in_log', array() ), array( $text ) ) );
		}
	};
}
